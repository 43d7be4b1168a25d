package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.message.Mailbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything the operator decides, read once at start-up. Immutable; holds no secret.
 *
 * @param keyArns the KMS keys whose codes are decrypted; at least one
 * @param emailRoute the route expression for e-mails; empty when none are sent
 * @param smsRoute the route expression for SMS; empty when none are sent
 * @param from the sender of e-mails for every brand that names none
 * @param deadline how long one notification may take, from the entry of the handler; default 4 s
 * @param stopOnUnknown whether a message that may have been sent ends the route; default false
 * @param allowMissingUserPool whether a code that names no user pool is accepted, for emulators;
 *     default false
 * @param templates a folder laid over the built-in templates
 */
public record Settings(
    List<String> keyArns,
    Optional<String> emailRoute,
    Optional<String> smsRoute,
    Optional<Mailbox> from,
    Duration deadline,
    boolean stopOnUnknown,
    boolean allowMissingUserPool,
    Optional<Path> templates,
    CourierJson document) {

  public static final String KMS_KEY_ARN = "KMS_KEY_ARN";

  public static final String COURIER_FROM = "COURIER_FROM";
  public static final String COURIER_EMAIL = "COURIER_EMAIL";
  public static final String COURIER_SMS = "COURIER_SMS";
  public static final String COURIER_DEADLINE = "COURIER_DEADLINE";
  public static final String COURIER_UNKNOWN = "COURIER_UNKNOWN";
  public static final String COURIER_SECRETS = "COURIER_SECRETS";
  public static final String COURIER_CONFIG = "COURIER_CONFIG";
  public static final String COURIER_TEMPLATES = "COURIER_TEMPLATES";
  public static final String COURIER_ALLOW_MISSING_USER_POOL = "COURIER_ALLOW_MISSING_USER_POOL";

  /** Copies the list. */
  public Settings {
    keyArns = List.copyOf(keyArns);
  }

  /**
   * Reads the settings; throws {@link InvalidSettings} with one sentence per mistake. Relative
   * paths are resolved against {@code folder}: the function's own folder in Lambda.
   */
  public static Settings read(Environment environment, Path folder) {
    return new SettingsReader(environment, folder).read();
  }

  /**
   * The document alone, for who has to go on when other settings are wrong; none when {@code
   * COURIER_CONFIG} is not set.
   */
  public static CourierJson document(Environment environment, Path folder) {
    return new SettingsReader(environment, folder).document();
  }

  /** The sender of a brand's e-mails. */
  public Mailbox fromOf(Brand brand) {
    return brand
        .from()
        .or(this::from)
        .orElseThrow(() -> new InvalidSettings(SettingsReader.NO_SENDER));
  }
}
