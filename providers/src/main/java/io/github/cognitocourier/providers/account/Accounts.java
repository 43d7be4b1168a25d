package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import java.util.Optional;

/**
 * The accounts by the scheme of the provider's URL. A new provider's check is one file and one line
 * here.
 */
public final class Accounts {

  private Accounts() {}

  /**
   * The account that {@code url} names; empty for a provider that cannot be asked. Every secret in
   * {@code environment} is the secret itself, not a reference to one.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings when a setting is wrong
   */
  public static Optional<Account> of(ProviderUrl url, Environment environment, Exchange exchange) {
    return switch (url.scheme()) {
      case "brevo" -> Optional.of(BrevoAccount.of(url, environment, exchange));
      case "mailersend" -> Optional.of(MailerSendAccount.of(url, environment, exchange));
      case "mailgun" -> Optional.of(MailgunAccount.of(url, environment, exchange));
      case "mailjet" -> Optional.of(MailjetAccount.of(url, environment, exchange));
      case "mandrill" -> Optional.of(MandrillAccount.of(url, environment, exchange));
      case "messagebird" -> Optional.of(MessageBirdAccount.of(url, environment, exchange));
      case "plivo" -> Optional.of(PlivoAccount.of(url, environment, exchange));
      case "postmark" -> Optional.of(PostmarkAccount.of(url, environment, exchange));
      case "resend" -> Optional.of(ResendAccount.of(url, environment, exchange));
      case "sendgrid" -> Optional.of(SendGridAccount.of(url, environment, exchange));
      case "sinch" -> Optional.of(SinchAccount.of(url, environment, exchange));
      case "smtp" -> Optional.of(SmtpAccount.of(url, environment, exchange));
      case "sparkpost" -> Optional.of(SparkPostAccount.of(url, environment, exchange));
      case "telnyx" -> Optional.of(TelnyxAccount.of(url, environment, exchange));
      case "twilio" -> Optional.of(TwilioAccount.of(url, environment, exchange));
      case "twilio-verify" -> Optional.of(TwilioVerifyAccount.of(url, environment, exchange));
      case "vonage" -> Optional.of(VonageAccount.of(url, environment, exchange));
      default -> Optional.empty();
    };
  }
}
