package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.aws.ChannelNames;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import io.github.cognitocourier.core.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The function's environment, read by the function's own reader. */
final class SettingsChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("settings.document", SettingsChecks::document, "function.variables"),
          Check.of("settings", SettingsChecks::settings, "function.variables"),
          Check.of("settings.key", SettingsChecks::key, "function.variables", "pool.key"),
          Check.of("settings.channels", SettingsChecks::channels, "function.variables"));

  private SettingsChecks() {}

  private static Verdict document(Deployment deployment) {
    boolean named = FunctionSettings.isSet(deployment, Settings.COURIER_CONFIG);
    boolean given = deployment.question().config().isPresent();
    if (!named) {
      return given
          ? new Bad(
              "COURIER_CONFIG is not set, so the function reads no courier.json.",
              "Set COURIER_CONFIG to its path in the zip (courier.json) or in a layer"
                  + " (/opt/courier.json).")
          : new Good("The function reads no courier.json.");
    }
    if (FunctionSettings.documentIsUnseen(deployment)) {
      return new Unchecked(
          "courier.json is inside the function's zip or layer: give your copy with --config.");
    }
    List<String> mistakes = FunctionSettings.mistakesInDocument(deployment);
    boolean inline = FunctionSettings.documentIsInline(deployment);
    if (!mistakes.isEmpty()) {
      return new Bad(
          String.join(" ", mistakes),
          inline
              ? "Correct the document in COURIER_CONFIG and publish a new version."
              : "Correct courier.json and build the zip again.");
    }
    if (inline && given) {
      return new Unchecked(
          "The function has its document in COURIER_CONFIG; --config is not read.");
    }
    return new Good(
        given
            ? "Your courier.json is valid; the function's is not compared with it."
            : "courier.json is valid.");
  }

  /** What the function warns of is no reason to leave out the checks behind this one. */
  private static Verdict settings(Deployment deployment) {
    List<String> mistakes = FunctionSettings.mistakes(deployment);
    return mistakes.isEmpty()
        ? new Good(
            Stream.concat(
                    Stream.of("The environment is complete and valid."),
                    deployment.warnings().stream())
                .collect(Collectors.joining(" ")))
        : new Bad(
            String.join(" ", mistakes),
            "Correct the function's environment variables and publish a new version.");
  }

  private static Verdict key(Deployment deployment) {
    String setting = deployment.variables().getOrDefault(Settings.KMS_KEY_ARN, "");
    String key = deployment.keyArn().text();
    return Arrays.asList(setting.strip().split("\\s*,\\s*")).contains(key)
        ? new Good("KMS_KEY_ARN has the pool's key.")
        : new Bad(
            "KMS_KEY_ARN does not have the key of the pool's KMSKeyID.",
            "Add " + key + " to KMS_KEY_ARN, separated by a comma, and publish a new version.");
  }

  /** Cognito sends nothing itself on a channel with a custom sender: no route, no message. */
  private static Verdict channels(Deployment deployment) {
    String examined = deployment.sender().orElseThrow().arn();
    List<String> missing =
        deployment.senders().entrySet().stream()
            .filter(entry -> entry.getValue().arn().equals(examined))
            .map(entry -> ChannelNames.route(entry.getKey()))
            .filter(name -> !FunctionSettings.isSet(deployment, name))
            .toList();
    return missing.isEmpty()
        ? new Good("Every channel that the pool hands over has a route.")
        : new Bad(
            "The pool hands a channel over for which "
                + String.join(" and ", missing)
                + " is not set.",
            "Set it to a route, or detach the pool from that channel.");
  }
}
