/** A sandbox of each provider's API, written from the vendor's documentation. */
@NullMarked
package io.github.cognitocourier.sandbox.provider;

import org.jspecify.annotations.NullMarked;
