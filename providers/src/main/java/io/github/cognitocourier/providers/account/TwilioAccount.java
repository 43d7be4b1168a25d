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
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An account of Twilio. A standard API key may not read the Account resource itself, so with a key
 * the list of phone numbers is asked instead.
 *
 * @see <a href="https://www.twilio.com/docs/iam/api/account">Account</a>
 * @see <a href="https://www.twilio.com/docs/iam/api-keys">What each kind of API key may do</a>
 * @see <a
 *     href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 * @see <a href="https://www.twilio.com/docs/messaging/api/service-resource">Messaging Service</a>
 * @see <a href="https://www.twilio.com/docs/content/content-api-resources">Content</a>
 */
final class TwilioAccount implements Account {

  private final ProviderUrl url;
  private final String account;
  private final boolean withKey;
  private final Exchange exchange;
  private final String authorization;

  private TwilioAccount(
      ProviderUrl url, String account, boolean withKey, Exchange exchange, String authorization) {
    this.url = url;
    this.account = account;
    this.withKey = withKey;
    this.exchange = exchange;
    this.authorization = authorization;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String account = environment.require(url.variable("ACCOUNT_SID"), "the Account SID of Twilio");
    Optional<String> key = environment.get(url.variable("API_KEY_SID"));
    String variable = url.variable(key.isPresent() ? "API_KEY_SECRET" : "AUTH_TOKEN");
    var password = new Secret(environment.require(variable, "Twilio's secret"));
    String authorization = BasicAuth.header(key.orElse(account), password);
    return new TwilioAccount(url, account, key.isPresent(), exchange, authorization);
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    Inquiry inquiry = at("api");
    String path = withKey ? "/IncomingPhoneNumbers.json?PageSize=1" : ".json";
    return inquiry.get(resource() + path, deadline, answer -> accepted(answer, inquiry));
  }

  private Evidence accepted(Answered answer, Inquiry inquiry) {
    if (answer.status() == 401 || answer.status() == 404) {
      return new Refuted(
          "Twilio refuses the credentials (" + answer.status() + ").",
          "Check "
              + url.variable("ACCOUNT_SID")
              + " and the secret that goes with "
              + (withKey ? url.variable("API_KEY_SID") : "it")
              + "; keys belong to one account and one region.");
    }
    if (answer.status() == 403) {
      return new Unclear("The API key may not read phone numbers, which it does not need.");
    }
    if (!answer.isSuccess()) {
      return inquiry.odd(answer);
    }
    String status = Json.lenient(answer.body()).at("status").text().orElse("active");
    return status.equals("active")
        ? new Confirmed("Twilio accepts the credentials.")
        : new Refuted(
            "Twilio accepts the credentials, but the account is not active.",
            "Reactivate the account in Twilio's console.");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String sender = from.isEmpty() ? url.option("from").orElse("") : from;
    if (sender.isEmpty()) {
      return service(url.option("messaging-service").orElse(""), deadline);
    }
    if (!sender.matches("\\+?[0-9]+")) {
      return new Unclear("An alphanumeric sender belongs to no account; countries differ.");
    }
    boolean shortCode = !sender.startsWith("+");
    String path =
        shortCode ? "/SMS/ShortCodes.json?ShortCode=" : "/IncomingPhoneNumbers.json?PhoneNumber=";
    String list = shortCode ? "short_codes" : "incoming_phone_numbers";
    Inquiry inquiry = at("api");
    return inquiry.get(
        resource() + path + Inquiry.escaped(sender),
        deadline,
        answer -> owned(answer, list, inquiry));
  }

  private Evidence owned(Answered answer, String list, Inquiry inquiry) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "phone numbers", inquiry);
    }
    Json first = Json.lenient(answer.body()).at(list).at(0);
    if (first.isAbsent()) {
      return new Refuted(
          "The sender is no number of this account.",
          "Set option from of the Twilio URL, or smsFrom of the brand, to a number of this account.");
    }
    boolean voiceOnly =
        first.at("capabilities").at("sms").raw().filter(Boolean.FALSE::equals).isPresent();
    return voiceOnly
        ? new Refuted(
            "The sender is a number of this account that cannot send SMS.",
            "Buy a number with the capability SMS, or send from a messaging service.")
        : new Confirmed("The sender is a number of this account.");
  }

  private Evidence service(String sid, Deadline deadline) {
    Inquiry inquiry = at("messaging");
    return inquiry.get(
        "/v1/Services/" + Inquiry.escaped(sid),
        deadline,
        answer -> {
          if (answer.status() == 404) {
            return new Refuted(
                "This account has no messaging service " + sid + ".",
                "Set option messaging-service of the Twilio URL to a service (MG...) of this"
                    + " account.");
          }
          return answer.isSuccess()
              ? new Confirmed("The messaging service belongs to this account.")
              : mayNotRead(answer, "messaging services", inquiry);
        });
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    Inquiry inquiry = at("content");
    return inquiry.get(
        "/v1/Content/" + Inquiry.escaped(id),
        deadline,
        answer -> {
          if (answer.status() == 404) {
            return new Refuted(
                "Twilio has no content template " + id + ".",
                "Write the SID of a content template (HX...) of this account into courier.json.");
          }
          return answer.isSuccess()
              ? new Confirmed("Twilio has the content template " + id + ".")
              : mayNotRead(answer, "content templates", inquiry);
        });
  }

  private static Evidence mayNotRead(Answered answer, String what, Inquiry inquiry) {
    return List.of(401, 403).contains(answer.status())
        ? new Unclear("The credentials may not read the account's " + what + ".")
        : inquiry.odd(answer);
  }

  /** Each product of Twilio's has its own host; an endpoint of the user's has them all. */
  private Inquiry at(String product) {
    Optional<String> region = url.option("region");
    String place = region.map(name -> url.option("edge").orElse("") + "." + name + ".").orElse("");
    URI base = url.endpoint("https://" + product + "." + place + "twilio.com");
    return new Inquiry(exchange, base, authorization);
  }

  private String resource() {
    return "/2010-04-01/Accounts/" + Inquiry.escaped(account);
  }
}
