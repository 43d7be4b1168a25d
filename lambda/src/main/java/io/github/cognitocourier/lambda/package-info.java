/** The function: reads the environment once, wires by hand, and throws for every failure. */
@NullMarked
package io.github.cognitocourier.lambda;

import org.jspecify.annotations.NullMarked;
