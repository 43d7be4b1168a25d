/** What is recorded of a notification: no code, no address. */
@NullMarked
package io.github.cognitocourier.core.telemetry;

import org.jspecify.annotations.NullMarked;
