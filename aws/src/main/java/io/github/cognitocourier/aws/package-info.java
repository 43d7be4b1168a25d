/** What the pipeline asks of AWS, over one small signed AWS-JSON client. */
@NullMarked
package io.github.cognitocourier.aws;

import org.jspecify.annotations.NullMarked;
