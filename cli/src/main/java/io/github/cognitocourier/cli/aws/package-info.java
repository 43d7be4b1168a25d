/** The operator's AWS account, by the official SDK: his profile, his region, his rights. */
@NullMarked
package io.github.cognitocourier.cli.aws;

import org.jspecify.annotations.NullMarked;
