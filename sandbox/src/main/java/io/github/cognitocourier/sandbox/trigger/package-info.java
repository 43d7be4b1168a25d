/** Fires any of Cognito's triggers, with real encryption, and says what became of it. */
@NullMarked
package io.github.cognitocourier.sandbox.trigger;

import org.jspecify.annotations.NullMarked;
