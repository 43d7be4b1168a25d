/** The real programs that tests run: the AWS CLI, moto, and whatever has a command line. */
@NullMarked
package io.github.cognitocourier.testkit.program;

import org.jspecify.annotations.NullMarked;
