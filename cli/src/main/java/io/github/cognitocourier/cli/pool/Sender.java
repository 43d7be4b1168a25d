package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.ChannelNames;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * The function that is to send, as far as its configuration tells: which channels it has routes
 * for, and what would make it fail. The values of its variables are not kept.
 *
 * @param obstacles why it could not send at all, one sentence each
 * @param unreadable why its variables, and with them the routes, were not shown
 */
record Sender(Set<Channel> routes, List<String> obstacles, Optional<String> unreadable) {

  /** Asks for the function; throws the SDK's exceptions, also when there is none. */
  static Sender read(LambdaClient lambda, FunctionArn arn, KeyArn key) {
    GetFunctionConfigurationResponse function =
        lambda.getFunctionConfiguration(request -> request.functionName(arn.text()));
    var obstacles = new ArrayList<String>();
    if (function.state() == State.FAILED || function.state() == State.PENDING) {
      obstacles.add(
          "The function is not ready to be invoked (its state is "
              + function.stateAsString()
              + "): wait until it is Active, or deploy it again.");
    }
    Map<String, String> variables =
        function.environment() == null ? Map.of() : function.environment().variables();
    Optional.ofNullable(variables.get(Settings.KMS_KEY_ARN))
        .filter(keys ->
            Arrays.stream(keys.split(",", -1)).map(String::strip).noneMatch(key.text()::equals))
        .ifPresent(keys ->
            obstacles.add(
                "The function decrypts with another key (its KMS_KEY_ARN does not hold the one of"
                    + " --key): every message would fail. Give --key that key, or add this one to"
                    + " KMS_KEY_ARN, separated by a comma."));
    Set<Channel> routes = EnumSet.noneOf(Channel.class);
    Arrays.stream(Channel.values())
        .filter(channel -> variables.containsKey(ChannelNames.route(channel)))
        .forEach(routes::add);
    return new Sender(Set.copyOf(routes), List.copyOf(obstacles), unreadable(function));
  }

  /**
   * Lambda answers with an error instead of variables that the caller may not decrypt.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/api/API_EnvironmentError.html">EnvironmentError</a>
   */
  private static Optional<String> unreadable(GetFunctionConfigurationResponse function) {
    return Optional.ofNullable(function.environment())
        .flatMap(environment -> Optional.ofNullable(environment.error()))
        .map(error ->
            "Lambda does not show the function's variables ("
                + error.errorCode()
                + "): they are encrypted with a key of yours; allow yourself kms:Decrypt on it, or"
                + " name --channel.");
  }
}
