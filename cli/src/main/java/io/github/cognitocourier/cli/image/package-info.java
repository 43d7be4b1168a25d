/** The container image: what it has beside its Java, and the AOT cache that is trained for it. */
@NullMarked
package io.github.cognitocourier.cli.image;

import org.jspecify.annotations.NullMarked;
