/** Cognito's event, parsed once into a {@code Trigger}. */
@NullMarked
package io.github.cognitocourier.core.trigger;

import org.jspecify.annotations.NullMarked;
