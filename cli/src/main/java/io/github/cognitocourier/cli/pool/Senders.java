package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.ChannelNames;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The custom senders of a pool's {@code LambdaConfig}. The other triggers pass through untouched.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_LambdaConfigType.html">LambdaConfigType</a>
 */
final class Senders {

  private static final String KEY = "KMSKeyID";

  private Senders() {}

  /** With this function as the sender of these channels, and this key. */
  static Json attached(Json triggers, Set<Channel> channels, String functionArn, String keyArn) {
    Map<String, Object> fields = Documents.fields(triggers);
    Arrays.stream(Channel.values())
        .filter(channels::contains)
        .forEach(channel ->
            fields.put(
                ChannelNames.trigger(channel),
                Map.of("LambdaVersion", "V1_0", "LambdaArn", functionArn)));
    fields.put(KEY, keyArn);
    return Documents.of(fields);
  }

  /** Without the senders of these channels that match; the key goes with the last sender. */
  static Json detached(Json triggers, Set<Channel> channels, Predicate<String> functionArn) {
    Map<String, Object> fields = Documents.fields(triggers);
    boolean any = false;
    for (Channel channel : channels) {
      if (function(triggers, channel).filter(functionArn).isPresent()) {
        fields.remove(ChannelNames.trigger(channel));
        any = true;
      }
    }
    if (any
        && Arrays.stream(Channel.values())
            .map(ChannelNames::trigger)
            .noneMatch(fields::containsKey)) {
      fields.remove(KEY);
    }
    return Documents.of(fields);
  }

  /** The function that sends this channel's messages. */
  static Optional<String> function(Json triggers, Channel channel) {
    return triggers.at(ChannelNames.trigger(channel)).at("LambdaArn").text();
  }

  /** The key that encrypts the codes of both channels. */
  static Optional<String> key(Json triggers) {
    return triggers.at(KEY).text();
  }

  /** Whether any trigger names exactly this function. */
  static boolean name(Json triggers, FunctionArn function) {
    return Json.write(Documents.fields(triggers)).contains(Json.write(function.text()));
  }
}
