/** What the CloudFormation templates and the Terraform module build, read back with the AWS CLI. */
@NullMarked
package io.github.cognitocourier.infra;

import org.jspecify.annotations.NullMarked;
