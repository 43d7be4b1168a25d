/** JSON in and out, with errors that name the path. */
@NullMarked
package io.github.cognitocourier.core.json;

import org.jspecify.annotations.NullMarked;
