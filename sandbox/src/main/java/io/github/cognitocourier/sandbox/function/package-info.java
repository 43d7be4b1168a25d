/** The function under test, invoked as AWS Lambda would. */
@NullMarked
package io.github.cognitocourier.sandbox.function;

import org.jspecify.annotations.NullMarked;
