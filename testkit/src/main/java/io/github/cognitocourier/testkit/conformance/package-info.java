/** The kit that every provider passes, over real sockets, with almost no code of its own. */
@NullMarked
package io.github.cognitocourier.testkit.conformance;

import org.jspecify.annotations.NullMarked;
