/** Lambda's Runtime API: what a function that runs in a process of its own is driven by. */
@NullMarked
package io.github.cognitocourier.sandbox.runtime;

import org.jspecify.annotations.NullMarked;
