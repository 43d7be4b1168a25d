package io.github.cognitocourier.sandbox.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.github.cognitocourier.core.message.Deadline;
import org.jspecify.annotations.Nullable;

/** What Lambda tells a function about its invocation. */
record LocalContext(String requestId, FunctionName name, Deadline deadline, LambdaLogger log)
    implements Context {

  private static final int MEMORY_MIB = 512;

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + name.value();
  }

  @Override
  public String getLogStreamName() {
    return "sandbox/[$LATEST]" + requestId;
  }

  @Override
  public String getFunctionName() {
    return name.value();
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return name.arn();
  }

  @Override
  @SuppressWarnings("NullAway") // Lambda gives none to a function that no mobile app calls.
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // Lambda gives none to a function that no mobile app calls.
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) deadline.remaining().toMillis();
  }

  @Override
  public int getMemoryLimitInMB() {
    return MEMORY_MIB;
  }

  @Override
  public LambdaLogger getLogger() {
    return log;
  }
}
