package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.aws.AwsService;
import io.github.cognitocourier.aws.delivery.Place;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.providers.account.Account;
import java.util.Optional;

/**
 * AWS's own services as accounts. They are asked with the operator's credentials, where the
 * function will send: whether its role may send is another question.
 */
final class AwsAccounts {

  private AwsAccounts() {}

  /**
   * The account that {@code url} names; empty for a vendor's, and for SNS, which tells nothing that
   * would help.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings when a setting is wrong
   */
  static Optional<Account> of(
      ProviderUrl url, Environment environment, Clients clients, Exchange exchange) {
    return switch (url.scheme()) {
      case "aws-sms" ->
          Optional.of(
              new SmsVoiceAccount(
                  inquiry(url, environment, AwsService.SMS_VOICE, clients, exchange),
                  url.option("from").orElse("")));
      case "ses" ->
          Optional.of(new SesAccount(inquiry(url, environment, AwsService.SES, clients, exchange)));
      default -> Optional.empty();
    };
  }

  private static AwsInquiry inquiry(
      ProviderUrl url,
      Environment environment,
      AwsService service,
      Clients clients,
      Exchange exchange) {
    return AwsInquiry.at(
        Place.of(url, environment, service),
        new OperatorCredentials(clients.sts().serviceClientConfiguration().credentialsProvider()),
        exchange);
  }
}
