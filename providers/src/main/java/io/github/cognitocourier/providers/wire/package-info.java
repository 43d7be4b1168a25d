/** What all providers share: ordered fields of a request, and what a reply means by itself. */
@NullMarked
package io.github.cognitocourier.providers.wire;

import org.jspecify.annotations.NullMarked;
