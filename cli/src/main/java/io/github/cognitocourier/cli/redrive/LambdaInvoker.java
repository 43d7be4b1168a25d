package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.AwsErrors;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Lambda's own Invoke, synchronous. A success is status 200, no function error, and the answer that
 * Cognito Courier gives: any other function that returns has sent nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class LambdaInvoker implements Invoker {

  private static final int OK = 200;

  private final Function<FunctionArn, LambdaClient> clients;

  /**
   * Over a client for each function's region. The clients must not try again by themselves: a
   * second attempt after a lost answer would send a second message.
   */
  LambdaInvoker(Function<FunctionArn, LambdaClient> clients) {
    this.clients = clients;
  }

  @Override
  public Answer invoke(FunctionArn arn, String event) {
    try {
      return answer(
          clients
              .apply(arn)
              .invoke(request ->
                  request
                      .functionName(arn.text())
                      .invocationType(InvocationType.REQUEST_RESPONSE)
                      .payload(SdkBytes.fromString(event, StandardCharsets.UTF_8))));
    } catch (LambdaException refused) {
      return refused(refused);
    } catch (SdkClientException unanswered) {
      return QueueErrors.mayHaveArrived(unanswered)
          ? new Answer.Failed("no answer; it may have been sent")
          : new Answer.Unreachable(QueueErrors.sentence(unanswered));
    }
  }

  private static Answer answer(InvokeResponse response) {
    boolean threw = Optional.ofNullable(response.functionError()).isPresent();
    Json payload =
        Json.lenient(
            Optional.ofNullable(response.payload()).map(SdkBytes::asUtf8String).orElse(""));
    if (response.statusCode() != OK || threw) {
      return new Answer.Failed(ErrorWord.of(payload).orElse("function error"));
    }
    return payload.isObject() && payload.fields().isEmpty()
        ? new Answer.Returned()
        : new Answer.Unreachable("the function is not Cognito Courier; see --function");
  }

  private static Answer refused(LambdaException refused) {
    String code = AwsErrors.code(refused);
    return switch (refused.statusCode()) {
      case 403 -> new Answer.Unreachable("lambda:InvokeFunction is refused (" + code + ")");
      case 404 ->
          new Answer.Unreachable("no such function or alias (" + code + "); see --function");
      default -> new Answer.Failed("not invoked (" + code + ")");
    };
  }
}
