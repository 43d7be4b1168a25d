/** One HTTP API as {@code courier.json} describes it: what is sent, and what its answers mean. */
@NullMarked
package io.github.cognitocourier.core.httpapi;

import org.jspecify.annotations.NullMarked;
