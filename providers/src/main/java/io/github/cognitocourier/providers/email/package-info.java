/** One file per e-mail provider. */
@NullMarked
package io.github.cognitocourier.providers.email;

import org.jspecify.annotations.NullMarked;
