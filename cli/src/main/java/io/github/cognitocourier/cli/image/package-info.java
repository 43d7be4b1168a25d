/**
 * What lies in {@code /var/task}: how zip and container image are started, what the image has
 * beside its Java, and the AOT cache that is trained for it.
 */
@NullMarked
package io.github.cognitocourier.cli.image;

import org.jspecify.annotations.NullMarked;
