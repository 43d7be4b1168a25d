/** AWS's own services as providers: the way back to AWS, and the fallback that needs no key. */
@NullMarked
package io.github.cognitocourier.aws.delivery;

import org.jspecify.annotations.NullMarked;
