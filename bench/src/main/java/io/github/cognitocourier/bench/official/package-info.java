/**
 * The function as the official libraries would have it: Encryption SDK and AWS SDK in place of
 * ours.
 */
@NullMarked
package io.github.cognitocourier.bench.official;

import org.jspecify.annotations.NullMarked;
