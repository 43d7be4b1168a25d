package io.github.cognitocourier.cli.pool;

import java.util.Optional;

/** The CloudFormation stack that a pool belongs to, as AWS's own tag tells. */
final class StackOwner {

  private static final String TAG = "aws:cloudformation:stack-name";

  private StackOwner() {}

  /** What to do about it; empty when there is none. */
  static Optional<String> note(PoolState state) {
    return state
        .pool()
        .at("UserPoolTags")
        .at(TAG)
        .text()
        .map(stack ->
            "The pool belongs to the CloudFormation stack "
                + stack
                + ", whose next update may undo this: change LambdaConfig there instead.");
  }
}
