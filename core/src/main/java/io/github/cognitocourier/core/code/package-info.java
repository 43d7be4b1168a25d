/** Cognito's encrypted code: parsed, verified, opened. */
@NullMarked
package io.github.cognitocourier.core.code;

import org.jspecify.annotations.NullMarked;
