/** What each provider can do, as data that the documentation and a test share. */
@NullMarked
package io.github.cognitocourier.cli.provider;

import org.jspecify.annotations.NullMarked;
