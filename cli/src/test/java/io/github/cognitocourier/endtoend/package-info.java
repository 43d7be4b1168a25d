/**
 * The whole thing on real input: emulators, the AWS CLI and the official SDK against a running
 * local cloud.
 */
@NullMarked
package io.github.cognitocourier.endtoend;

import org.jspecify.annotations.NullMarked;
