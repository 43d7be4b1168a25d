/** A user pool with the API's real semantics, and what attach and detach do to it. */
@NullMarked
package io.github.cognitocourier.cli.pool;

import org.jspecify.annotations.NullMarked;
