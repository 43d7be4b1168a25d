/** The pipeline: a Cognito event becomes a message that a provider has accepted. */
@NullMarked
package io.github.cognitocourier.core;

import org.jspecify.annotations.NullMarked;
