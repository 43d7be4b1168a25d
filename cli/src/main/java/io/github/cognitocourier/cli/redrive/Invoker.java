package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.FunctionArn;

/** Invokes the function with an event and waits for its end; one attempt, never an exception. */
@FunctionalInterface
interface Invoker {

  /** What became of an invocation. */
  sealed interface Answer {

    /** The function returned: the message was accepted, or its recipient cannot be reached. */
    record Returned() implements Answer {}

    /** The function threw, or its answer did not come. */
    record Failed(String reason) implements Answer {}

    /** The function cannot be invoked at all, with this event or another, or it is another one. */
    record Unreachable(String reason) implements Answer {}
  }

  Answer invoke(FunctionArn arn, String event);
}
