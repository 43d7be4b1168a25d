/** AWS KMS: symmetric keys, their aliases, and encryption bound to its context. */
@NullMarked
package io.github.cognitocourier.sandbox.kms;

import org.jspecify.annotations.NullMarked;
