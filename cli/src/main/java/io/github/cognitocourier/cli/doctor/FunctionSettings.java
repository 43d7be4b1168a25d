package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.route.RouteText;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Users;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.lambda.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The environment as the function will read it, references and all; courier.json is replaced by the
 * operator's copy, and what lies in the zip (templates) is left out.
 */
final class FunctionSettings {

  private FunctionSettings() {}

  static boolean isSet(Deployment deployment, String variable) {
    return !deployment.variables().getOrDefault(variable, "").isBlank();
  }

  /** Whether the function reads a courier.json that nobody has given here. */
  static boolean documentIsUnseen(Deployment deployment) {
    return isSet(deployment, Settings.COURIER_CONFIG)
        && inlineDocument(deployment).isEmpty()
        && deployment.question().config().isEmpty();
  }

  /** Whether the function's document is in the variable itself, and no file is read. */
  static boolean documentIsInline(Deployment deployment) {
    return inlineDocument(deployment).isPresent();
  }

  private static Optional<String> inlineDocument(Deployment deployment) {
    return Optional.ofNullable(deployment.variables().get(Settings.COURIER_CONFIG))
        .map(String::strip)
        .filter(CourierJson::isInline);
  }

  /** What would keep the function from starting, one sentence each. */
  static List<String> mistakes(Deployment deployment) {
    boolean unseen = documentIsUnseen(deployment);
    // Whether a mistake is in courier.json or in a variable that it takes the place of, only the
    // document itself can tell.
    return deployment.mistakes().stream()
        .filter(sentence -> !sentence.startsWith("courier.json"))
        .filter(sentence -> !(unseen && sentence.startsWith(Settings.COURIER_FROM + " is not set")))
        .toList();
  }

  static List<String> mistakesInDocument(Deployment deployment) {
    return deployment.mistakes().stream()
        .filter(sentence -> sentence.startsWith("courier.json"))
        .toList();
  }

  /** The names of the providers' keys that the routes use. */
  static Set<String> credentials(Deployment deployment) {
    var names = new TreeSet<String>();
    var _ = start(onLambda(deployment).telling(names::add));
    return names;
  }

  /** What a start says, one sentence each; {@code mistakes} would be the end of it. */
  record Start(List<String> mistakes, List<String> warnings) {}

  /** Puts the function together as it does itself at start-up, and lets it go again. */
  static Start start(Deployment deployment) {
    return start(onLambda(deployment));
  }

  private static Start start(Environment environment) {
    DataKeys noKeys =
        (keyArn, wrapped, context, deadline) -> {
          throw new IllegalStateException("nothing is decrypted");
        };
    Users noUsers =
        (pool, user, deadline) -> {
          throw new IllegalStateException("nobody is looked up");
        };
    try {
      InstantSource clock = InstantSource.system();
      var wiring = new Wiring(environment, Path.of(""), new HttpExchange(clock), clock);
      return new Start(List.of(), wiring.courier(noKeys, noUsers).warnings());
    } catch (InvalidSettings invalid) {
      return new Start(invalid.mistakes(), List.of());
    }
  }

  /** The environment with the secrets and its region in it: for the provider's own account. */
  static Environment environment(Deployment deployment) {
    Map<String, String> variables = withOwnFiles(deployment);
    variables.put("AWS_REGION", deployment.functionArn().region());
    for (Reference.Resolved resolved : deployment.secrets()) {
      if (resolved instanceof Reference.Resolved.Value(var reference, var secret)) {
        variables.put(reference.variable(), secret.reveal());
      }
    }
    return Environment.of(variables);
  }

  /** What Lambda adds; at start-up nothing is asked with it. */
  private static Environment onLambda(Deployment deployment) {
    Map<String, String> variables = withOwnFiles(deployment);
    variables.put("AWS_REGION", deployment.functionArn().region());
    variables.put("AWS_ACCESS_KEY_ID", "unused");
    variables.put("AWS_SECRET_ACCESS_KEY", "unused");
    return Environment.of(variables);
  }

  private static Map<String, String> withOwnFiles(Deployment deployment) {
    var variables = new HashMap<>(deployment.variables());
    variables.remove(Settings.COURIER_TEMPLATES);
    if (inlineDocument(deployment).isPresent()) {
      return variables;
    }
    variables.remove(Settings.COURIER_CONFIG);
    if (isSet(deployment, Settings.COURIER_CONFIG)) {
      deployment
          .question()
          .config()
          .ifPresent(
              path -> variables.put(Settings.COURIER_CONFIG, path.toAbsolutePath().toString()));
    }
    return variables;
  }

  /** The operator's courier.json; none when he gave none, or a wrong one, which is told. */
  static CourierJson document(Deployment deployment) {
    if (!isSet(deployment, Settings.COURIER_CONFIG) || !mistakesInDocument(deployment).isEmpty()) {
      return CourierJson.none();
    }
    return inlineDocument(deployment)
        .map(CourierJson::parse)
        .or(() -> deployment.question().config().map(FunctionSettings::read))
        .orElse(CourierJson.none());
  }

  private static CourierJson read(Path path) {
    try {
      return CourierJson.parse(Files.readString(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The providers of every route, e-mail first. */
  static List<ProviderUrl> providers(Deployment deployment) {
    return Stream.of(Channel.EMAIL, Channel.SMS)
        .flatMap(channel -> routes(deployment, channel).stream())
        .flatMap(route -> route.parse().providers().stream())
        .distinct()
        .toList();
  }

  /** The routes of a channel: that of everybody, and those that brands have of their own. */
  static List<RouteText> routes(Deployment deployment, Channel channel) {
    return RouteText.all(channel, Environment.of(deployment.variables()), document(deployment));
  }
}
