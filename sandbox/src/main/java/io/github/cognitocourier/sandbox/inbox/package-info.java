/** What the providers' sandboxes accepted: kept, listed, streamed, shown. */
@NullMarked
package io.github.cognitocourier.sandbox.inbox;

import org.jspecify.annotations.NullMarked;
