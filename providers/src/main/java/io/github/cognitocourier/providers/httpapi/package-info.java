/** The provider of the scheme {@code http}: any API, as {@code courier.json} describes it. */
@NullMarked
package io.github.cognitocourier.providers.httpapi;

import org.jspecify.annotations.NullMarked;
