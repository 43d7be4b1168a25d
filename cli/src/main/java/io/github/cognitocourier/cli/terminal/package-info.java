/** The person who runs a command, where one sits in front of it. */
@NullMarked
package io.github.cognitocourier.cli.terminal;

import org.jspecify.annotations.NullMarked;
