/** The surgery on a user pool: courier attach and courier detach. */
@NullMarked
package io.github.cognitocourier.cli.pool;

import org.jspecify.annotations.NullMarked;
