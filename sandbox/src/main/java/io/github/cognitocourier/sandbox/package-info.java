/**
 * The local cloud on one port: KMS, Lambda invoke, a sandbox of every provider's API, the inbox.
 */
@NullMarked
package io.github.cognitocourier.sandbox;

import org.jspecify.annotations.NullMarked;
