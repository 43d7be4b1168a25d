/** The command line: {@code courier dev}, {@code demo}, {@code send}, {@code package}. */
@NullMarked
package io.github.cognitocourier.cli;

import org.jspecify.annotations.NullMarked;
