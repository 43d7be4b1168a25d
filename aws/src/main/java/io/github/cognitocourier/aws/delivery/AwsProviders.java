package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.util.Set;

/**
 * AWS's own services by the scheme of their URL: a new one is one file, its scheme and its line
 * here.
 */
public final class AwsProviders {

  private static final Set<String> EMAIL = Set.of("ses");
  private static final Set<String> SMS = Set.of("aws-sms", "sns");

  private AwsProviders() {}

  /**
   * The e-mail provider that {@code url} names, whose scheme is one of {@link #emailSchemes}.
   * Throws {@link InvalidSettings} when a setting is wrong.
   */
  public static Provider<Email> email(
      ProviderUrl url, Environment environment, HostedTemplates hosted, AwsWire wire) {
    return switch (url.scheme()) {
      case "ses" -> Ses.of(url, environment, hosted, wire);
      default -> throw url.mistake("is no e-mail provider of AWS's");
    };
  }

  /**
   * The SMS provider that {@code url} names, whose scheme is one of {@link #smsSchemes}. None hosts
   * templates. Throws {@link InvalidSettings} when a setting is wrong.
   */
  public static Provider<Sms> sms(ProviderUrl url, Environment environment, AwsWire wire) {
    return switch (url.scheme()) {
      case "aws-sms" -> EndUserMessaging.of(url, environment, wire);
      case "sns" -> Sns.of(url, environment, wire);
      default -> throw url.mistake("is no SMS provider of AWS's");
    };
  }

  /** The schemes of the providers that host no templates: all of SMS. */
  public static Set<String> withoutTemplates() {
    return SMS;
  }

  /** The schemes of the e-mail providers. */
  public static Set<String> emailSchemes() {
    return EMAIL;
  }

  /** The schemes of the SMS providers. */
  public static Set<String> smsSchemes() {
    return SMS;
  }
}
