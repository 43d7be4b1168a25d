/** The route expression, resolved to the providers of one message. */
@NullMarked
package io.github.cognitocourier.core.route;

import org.jspecify.annotations.NullMarked;
