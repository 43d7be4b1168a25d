/** A trigger, a brand and a locale become a message. */
@NullMarked
package io.github.cognitocourier.core.template;

import org.jspecify.annotations.NullMarked;
