/** A small mail server: what it takes is shown in the inbox and goes nowhere. */
@NullMarked
package io.github.cognitocourier.sandbox.smtp;

import org.jspecify.annotations.NullMarked;
