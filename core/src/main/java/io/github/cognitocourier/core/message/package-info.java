/** What is sent and to whom: addresses, secrets, deadlines, the message itself. */
@NullMarked
package io.github.cognitocourier.core.message;

import org.jspecify.annotations.NullMarked;
