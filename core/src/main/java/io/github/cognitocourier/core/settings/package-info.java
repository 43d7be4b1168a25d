/** The environment and {@code courier.json}, parsed once, with one sentence per mistake. */
@NullMarked
package io.github.cognitocourier.core.settings;

import org.jspecify.annotations.NullMarked;
