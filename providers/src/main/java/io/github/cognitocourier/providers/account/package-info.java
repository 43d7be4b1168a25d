/** What a provider's account says of itself, asked without sending anything: one file each. */
@NullMarked
package io.github.cognitocourier.providers.account;

import org.jspecify.annotations.NullMarked;
