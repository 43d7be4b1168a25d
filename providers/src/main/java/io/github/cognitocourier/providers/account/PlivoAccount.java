package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.BasicAuth;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;

/**
 * An account of Plivo.
 *
 * @see <a href="https://www.plivo.com/docs/account/api/account">Account</a>
 * @see <a href="https://www.plivo.com/docs/numbers/api/account-phone-number">Account phone
 *     number</a>
 * @see <a href="https://www.plivo.com/docs/messaging/api/powerpack">Powerpack</a>
 */
final class PlivoAccount implements Account {

  private final ProviderUrl url;
  private final Inquiry inquiry;

  private PlivoAccount(ProviderUrl url, Inquiry inquiry) {
    this.url = url;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String authId = url.option("auth-id").orElse("");
    var token =
        new Secret(
            environment.require(url.variable("AUTH_TOKEN"), "the Auth Token of the Plivo account"));
    return new PlivoAccount(
        url,
        new Inquiry(
            exchange,
            url.endpoint("https://api.plivo.com"),
            BasicAuth.header(authId.replace(":", ""), token)));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get(
        resource() + "/",
        deadline,
        answer -> {
          if (answer.status() == 401 || answer.status() == 404) {
            return new Refuted(
                "Plivo refuses the credentials (" + answer.status() + ").",
                "Check option auth-id of the Plivo URL and " + url.variable("AUTH_TOKEN") + ".");
          }
          return answer.isSuccess()
              ? new Confirmed("Plivo accepts the credentials.")
              : mayNotRead(answer, "account");
        });
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String sender = from.isEmpty() ? url.option("from").orElse("") : from;
    if (sender.isEmpty()) {
      return powerpack(url.option("powerpack").orElse(""), deadline);
    }
    if (!sender.matches("\\+?[0-9]{7,15}")) {
      return new Unclear("Plivo has no list of alphanumeric senders and short codes to ask.");
    }
    return inquiry.get(
        resource() + "/Number/" + sender.replace("+", "") + "/",
        deadline,
        answer -> {
          if (answer.status() == 404) {
            return new Unclear(
                "The sender is no number of this account; Plivo requires one in the US and Canada.");
          }
          return answer.isSuccess() ? capable(answer) : mayNotRead(answer, "phone numbers");
        });
  }

  private static Evidence capable(Answered answer) {
    Json enabled = Json.lenient(answer.body()).at("sms_enabled");
    return enabled.raw().filter(Boolean.FALSE::equals).isPresent()
        ? new Refuted(
            "The sender is a number of this account that cannot send SMS.",
            "Rent a number with SMS at Plivo, or send from a Powerpack.")
        : new Confirmed("The sender is a number of this account.");
  }

  private Evidence powerpack(String uuid, Deadline deadline) {
    return inquiry.get(
        resource() + "/Powerpack/" + Inquiry.escaped(uuid) + "/",
        deadline,
        answer -> {
          if (answer.status() == 404) {
            return new Refuted(
                "This account has no Powerpack " + uuid + ".",
                "Set option powerpack of the Plivo URL to a Powerpack of this account.");
          }
          return answer.isSuccess()
              ? new Confirmed("The Powerpack belongs to this account.")
              : mayNotRead(answer, "Powerpacks");
        });
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return new Refuted(
        "Plivo hosts no templates for SMS.", "Remove the template of Plivo from courier.json.");
  }

  private Evidence mayNotRead(Answered answer, String what) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear("The credentials may not read the account's " + what + ".")
        : inquiry.odd(answer);
  }

  private String resource() {
    return "/v1/Account/" + Inquiry.escaped(url.option("auth-id").orElse(""));
  }
}
