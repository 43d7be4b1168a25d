package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.github.cognitocourier.lambda.RuntimeClient.Event;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FunctionRuntime} tells the function of one invocation, from Lambda's environment
 * variables and the event's headers. Identity and client context are of calls by mobile SDKs, and
 * never there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">
 *     Defined runtime environment variables</a>
 */
record FunctionContext(
    Event event, Map<String, String> variables, Consumer<String> log, InstantSource clock)
    implements Context {

  @Override
  public String getAwsRequestId() {
    return event.id();
  }

  @Override
  public String getInvokedFunctionArn() {
    return event.functionArn();
  }

  @Override
  public int getRemainingTimeInMillis() {
    long left = event.deadlineMillis() - clock.instant().toEpochMilli();
    return Math.clamp(left, 0, Integer.MAX_VALUE);
  }

  @Override
  public String getLogGroupName() {
    return variable("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public String getLogStreamName() {
    return variable("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public String getFunctionName() {
    return variable("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public String getFunctionVersion() {
    return variable("AWS_LAMBDA_FUNCTION_VERSION");
  }

  /** In megabytes; 0 where Lambda does not say it. */
  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(variables.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "0"));
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.accept(message);
      }

      @Override
      public void log(byte[] message) {
        log.accept(new String(message, UTF_8));
      }
    };
  }

  /** Without the variables, which hold keys, and without the event. */
  @Override
  public String toString() {
    return "FunctionContext[" + event.id() + "]";
  }

  private String variable(String name) {
    return variables.getOrDefault(name, "");
  }
}
