/** What tests and the sandbox need: the conformance kit, and genuine Cognito events. */
@NullMarked
package io.github.cognitocourier.testkit;

import org.jspecify.annotations.NullMarked;
