/** One file per SMS provider. */
@NullMarked
package io.github.cognitocourier.providers.sms;

import org.jspecify.annotations.NullMarked;
