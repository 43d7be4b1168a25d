/**
 * One exchange, {@code Request} to {@code Reply}: pool, TLS, size limit, and a deadline that
 * includes the body.
 */
@NullMarked
package io.github.cognitocourier.http;

import org.jspecify.annotations.NullMarked;
