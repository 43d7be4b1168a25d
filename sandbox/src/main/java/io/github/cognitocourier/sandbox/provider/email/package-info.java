/** The sandboxes of the providers of e-mail: one API each. */
@NullMarked
package io.github.cognitocourier.sandbox.provider.email;

import org.jspecify.annotations.NullMarked;
