/** What tests share: the conformance kit every provider passes, and what a test may ask for. */
@NullMarked
package io.github.cognitocourier.testkit;

import org.jspecify.annotations.NullMarked;
