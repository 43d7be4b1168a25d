/** How the mail server takes callers. */
@org.jspecify.annotations.NullMarked
package io.github.cognitocourier.sandbox.smtp;
