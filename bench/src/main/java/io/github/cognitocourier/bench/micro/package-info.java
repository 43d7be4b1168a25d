/** The stages of one delivery, each by itself: time and allocation. */
@NullMarked
package io.github.cognitocourier.bench.micro;

import org.jspecify.annotations.NullMarked;
