/** How a function in a process of its own is driven. */
@org.jspecify.annotations.NullMarked
package io.github.cognitocourier.sandbox.runtime;
