/** Faults on demand: what a provider's sandbox does instead of its work. */
@NullMarked
package io.github.cognitocourier.sandbox.fault;

import org.jspecify.annotations.NullMarked;
