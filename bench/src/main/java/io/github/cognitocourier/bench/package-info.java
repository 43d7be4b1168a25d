/** The function beside others that do the same, in one run: who is faster, and by how much. */
@NullMarked
package io.github.cognitocourier.bench;

import org.jspecify.annotations.NullMarked;
