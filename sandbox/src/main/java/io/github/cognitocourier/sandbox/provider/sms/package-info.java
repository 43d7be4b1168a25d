/** The sandboxes of the providers of SMS: one API each. */
@NullMarked
package io.github.cognitocourier.sandbox.provider.sms;

import org.jspecify.annotations.NullMarked;
