/**
 * {@code courier doctor}: what keeps a deployment from delivering, and the sentence that mends it.
 */
@NullMarked
package io.github.cognitocourier.cli.doctor;

import org.jspecify.annotations.NullMarked;
