package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Mailbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Collects every mistake before it gives up. */
final class SettingsReader {

  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3})?)s?");
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(4);

  static final String NO_SENDER =
      Settings.COURIER_FROM
          + " is not set; set it to the sender of e-mails, such as Example <no-reply@example.com>.";

  private final Environment environment;
  private final Path folder;
  private final Mistakes mistakes = new Mistakes();

  SettingsReader(Environment environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  Settings read() {
    Optional<CourierJson> document = mistakes.in(this::document);
    Optional<String> email = environment.get(Settings.COURIER_EMAIL);
    Optional<String> sms = environment.get(Settings.COURIER_SMS);
    Optional<Mailbox> from = environment.get(Settings.COURIER_FROM).flatMap(this::mailbox);
    if (email.isEmpty() && sms.isEmpty()) {
      mistakes.add(
          "Neither COURIER_EMAIL nor COURIER_SMS is set; set at least one, such as"
              + " COURIER_EMAIL=sendgrid://default.");
    }
    if (email.isPresent()
        && environment.get(Settings.COURIER_FROM).isEmpty()
        && document.filter(SettingsReader::lacksSender).isPresent()) {
      mistakes.add(NO_SENDER);
    }
    environment.get(Settings.COURIER_SECRETS).ifPresent(place -> mistakes.in(() -> place(place)));
    var settings =
        new Settings(
            keyArns(),
            email,
            sms,
            from,
            parsed(
                Settings.COURIER_DEADLINE,
                "a number of seconds from 0.5 to 60, such as 4s",
                SettingsReader::deadline,
                DEFAULT_DEADLINE),
            parsed(
                Settings.COURIER_UNKNOWN, "failover or stop", SettingsReader::stopOnUnknown, false),
            parsed(
                Settings.COURIER_ALLOW_MISSING_USER_POOL,
                "true or false",
                SettingsReader::yesOrNo,
                false),
            environment.get(Settings.COURIER_TEMPLATES).map(folder::resolve),
            document.orElse(CourierJson.none()));
    mistakes.stop();
    return settings;
  }

  /** Wrong is wrong, though every key has a variable of its own today. */
  private static Credential.Reference place(String text) {
    return ReferenceReader.within(text, Settings.COURIER_SECRETS);
  }

  private static boolean lacksSender(CourierJson document) {
    return document.brands().values().stream().anyMatch(brand -> brand.from().isEmpty());
  }

  private List<String> keyArns() {
    Optional<String> setting = environment.get(Settings.KMS_KEY_ARN);
    if (setting.isEmpty()) {
      mistakes.add(
          "KMS_KEY_ARN is not set; set it to the ARN of the key in the user pool's"
              + " LambdaConfig.KMSKeyID.");
      return List.of();
    }
    List<String> arns = List.of(setting.get().strip().split("\\s*,\\s*"));
    if (!arns.stream().allMatch(arn -> KEY_ARN.matcher(arn).matches())) {
      mistakes.add(
          "KMS_KEY_ARN must be the ARN of a key (arn:aws:kms:region:account:key/id), or several"
              + " separated by commas; a key id or an alias is not enough.");
    }
    return arns;
  }

  private Optional<Mailbox> mailbox(String text) {
    Optional<Mailbox> mailbox = Mailbox.parse(text);
    if (mailbox.isEmpty()) {
      mistakes.add("COURIER_FROM must be an address such as Example <no-reply@example.com>.");
    }
    return mailbox;
  }

  private static Optional<Duration> deadline(String text) {
    var matcher = SECONDS.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long millis = Math.round(Double.parseDouble(matcher.group(1)) * 1000);
    return millis >= 500 && millis <= 60_000
        ? Optional.of(Duration.ofMillis(millis))
        : Optional.empty();
  }

  private static Optional<Boolean> stopOnUnknown(String text) {
    return switch (text) {
      case "stop" -> Optional.of(true);
      case "failover" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> yesOrNo(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private <T> T parsed(
      String name, String expectation, Function<String, Optional<T>> parse, T otherwise) {
    Optional<String> text = environment.get(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<T> value = parse.apply(text.get());
    if (value.isEmpty()) {
      mistakes.add(name + " must be " + expectation + ".");
    }
    return value.orElse(otherwise);
  }

  CourierJson document() {
    Optional<String> config = environment.get(Settings.COURIER_CONFIG);
    if (config.isEmpty()) {
      return CourierJson.none();
    }
    if (CourierJson.isInline(config.get())) {
      return CourierJson.parse(config.get());
    }
    try {
      Path path = folder.resolve(config.get());
      return CourierJson.parse(Files.readString(path, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new InvalidSettings(
          "COURIER_CONFIG names a file that cannot be read; put courier.json into the zip or a"
              + " layer and set its path.");
    }
  }
}
