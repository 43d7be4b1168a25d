/** The vendors' side of the local cloud: what every sandbox of an API has in common. */
@NullMarked
package io.github.cognitocourier.sandbox.provider;

import org.jspecify.annotations.NullMarked;
