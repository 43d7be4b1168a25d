/** Order, deadline, retry and failover: what becomes of one notification. */
@NullMarked
package io.github.cognitocourier.core.delivery;

import org.jspecify.annotations.NullMarked;
