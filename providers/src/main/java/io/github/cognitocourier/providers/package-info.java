/** The catalogue of providers: one line each. */
@NullMarked
package io.github.cognitocourier.providers;

import org.jspecify.annotations.NullMarked;
