package io.github.cognitocourier.providers;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.providers.email.Brevo;
import io.github.cognitocourier.providers.email.MailerSend;
import io.github.cognitocourier.providers.email.Mailgun;
import io.github.cognitocourier.providers.email.Mailjet;
import io.github.cognitocourier.providers.email.Mandrill;
import io.github.cognitocourier.providers.email.Postmark;
import io.github.cognitocourier.providers.email.Resend;
import io.github.cognitocourier.providers.email.SendGrid;
import io.github.cognitocourier.providers.email.Smtp;
import io.github.cognitocourier.providers.email.SparkPost;
import io.github.cognitocourier.providers.httpapi.HttpProvider;
import io.github.cognitocourier.providers.sms.MessageBird;
import io.github.cognitocourier.providers.sms.Plivo;
import io.github.cognitocourier.providers.sms.Sinch;
import io.github.cognitocourier.providers.sms.Telnyx;
import io.github.cognitocourier.providers.sms.Twilio;
import io.github.cognitocourier.providers.sms.TwilioVerify;
import io.github.cognitocourier.providers.sms.Vonage;
import io.github.cognitocourier.providers.wire.Wire;
import java.util.Map;
import java.util.Set;

/**
 * The providers by the scheme of their URL: a new one is one file, its scheme and its line here.
 * The lines are a switch, not a table, so that only the providers of the route are loaded.
 */
public final class Providers {

  private static final Set<String> EMAIL =
      Set.of(
          "brevo",
          "http",
          "mailersend",
          "mailgun",
          "mailjet",
          "mandrill",
          "postmark",
          "resend",
          "sendgrid",
          "smtp",
          "sparkpost");

  private static final Set<String> SMS =
      Set.of(
          "http", "messagebird", "plivo", "sinch", "telnyx", "twilio", "twilio-verify", "vonage");

  /** Their messages always carry their own content. */
  private static final Set<String> WITHOUT_TEMPLATES =
      Set.of("plivo", "sinch", "smtp", "telnyx", "vonage");

  private Providers() {}

  /**
   * The e-mail provider that {@code url} names, whose scheme is one of {@link #emailSchemes}.
   * Throws {@link InvalidSettings} when a setting is wrong.
   *
   * @param httpApis what the scheme {@code http} may name: {@code CourierJson.httpApis}
   */
  public static Provider<Email> email(
      ProviderUrl url,
      Environment environment,
      HostedTemplates hosted,
      Map<String, HttpApi> httpApis,
      Wire wire) {
    return switch (url.scheme()) {
      case "brevo" -> Brevo.of(url, environment, hosted, wire);
      case "http" -> HttpProvider.email(url, environment, hosted, httpApis, wire);
      case "mailersend" -> MailerSend.of(url, environment, hosted, wire);
      case "mailgun" -> Mailgun.of(url, environment, hosted, wire);
      case "mailjet" -> Mailjet.of(url, environment, hosted, wire);
      case "mandrill" -> Mandrill.of(url, environment, hosted, wire);
      case "postmark" -> Postmark.of(url, environment, hosted, wire);
      case "resend" -> Resend.of(url, environment, hosted, wire);
      case "sendgrid" -> SendGrid.of(url, environment, hosted, wire);
      case "smtp" -> Smtp.of(url, environment, hosted, wire);
      case "sparkpost" -> SparkPost.of(url, environment, hosted, wire);
      default -> throw url.mistake("is no e-mail provider of a vendor");
    };
  }

  /**
   * The SMS provider that {@code url} names. Throws {@link InvalidSettings} when there is none, or
   * when its settings are wrong.
   *
   * @param httpApis what the scheme {@code http} may name: {@code CourierJson.httpApis}
   */
  public static Provider<Sms> sms(
      ProviderUrl url,
      Environment environment,
      HostedTemplates hosted,
      Map<String, HttpApi> httpApis,
      Wire wire) {
    return switch (url.scheme()) {
      case "http" -> HttpProvider.sms(url, environment, hosted, httpApis, wire);
      case "messagebird" -> MessageBird.of(url, environment, hosted, wire);
      case "plivo" -> Plivo.of(url, environment, hosted, wire);
      case "sinch" -> Sinch.of(url, environment, hosted, wire);
      case "telnyx" -> Telnyx.of(url, environment, hosted, wire);
      case "twilio" -> Twilio.of(url, environment, hosted, wire);
      case "twilio-verify" -> TwilioVerify.of(url, environment, hosted, wire);
      case "vonage" -> Vonage.of(url, environment, hosted, wire);
      default -> throw url.mistake("is no SMS provider of a vendor");
    };
  }

  /** The schemes of the providers that host no templates, whatever their URL. */
  public static Set<String> withoutTemplates() {
    return WITHOUT_TEMPLATES;
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
