/** Mail by SMTP in the form of an exchange: what a session is, and what a mail looks like in it. */
@NullMarked
package io.github.cognitocourier.providers.smtp;

import org.jspecify.annotations.NullMarked;
