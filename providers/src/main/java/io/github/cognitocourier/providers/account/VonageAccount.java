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
import java.util.List;
import java.util.Optional;

/**
 * An account of Vonage. Both of its APIs for SMS have the same account, which is asked at the older
 * one's host.
 *
 * @see <a href="https://developer.vonage.com/en/api/account">Account API</a>
 * @see <a href="https://developer.vonage.com/en/api/numbers">Numbers API</a>
 */
final class VonageAccount implements Account {

  private final ProviderUrl url;
  private final Inquiry inquiry;

  private VonageAccount(ProviderUrl url, Inquiry inquiry) {
    this.url = url;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    var secret =
        new Secret(environment.require(url.variable("API_SECRET"), "the API secret of Vonage"));
    String authorization = BasicAuth.header(url.option("api-key").orElse(""), secret);
    return new VonageAccount(
        url, new Inquiry(exchange, url.endpoint("https://rest.nexmo.com"), authorization));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get("/account/get-balance", deadline, this::accepted);
  }

  private Evidence accepted(Answered answer) {
    if (answer.status() == 401) {
      return new Refuted(
          "Vonage refuses the credentials (401).",
          "Check option api-key of the vonage URL and " + url.variable("API_SECRET") + ".");
    }
    if (answer.status() != 200) {
      return inquiry.odd(answer);
    }
    Optional<Object> value = Json.lenient(answer.body()).at("value").raw();
    if (!(value.orElse("") instanceof Number balance)) {
      return inquiry.odd(answer);
    }
    // An account that pays by invoice may have none and send all the same.
    return balance.doubleValue() <= 0
        ? new Unclear(
            "Vonage accepts the credentials, but the account has no balance: top it up, unless it"
                + " pays by invoice.")
        : new Confirmed("Vonage accepts the credentials.");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String sender = from.isEmpty() ? url.option("from").orElse("") : from;
    if (!sender.matches("\\+?[0-9]+")) {
      return new Unclear("An alphanumeric sender belongs to no account; countries differ.");
    }
    String number = sender.startsWith("+") ? sender.substring(1) : sender;
    // The pattern of search 0 is a prefix.
    String path = "/account/numbers?search_pattern=0&pattern=" + Inquiry.escaped(number);
    return inquiry.get(path, deadline, answer -> owned(answer, number));
  }

  private Evidence owned(Answered answer, String number) {
    if (answer.status() != 200) {
      return List.of(401, 403).contains(answer.status())
          ? new Unclear("The credentials may not read the account's numbers.")
          : inquiry.odd(answer);
    }
    for (Json each : Inquiry.items(Json.lenient(answer.body()).at("numbers"))) {
      if (each.at("msisdn").text().orElse("").equals(number)) {
        boolean sends =
            Inquiry.items(each.at("features")).stream()
                .anyMatch(feature -> feature.text().orElse("").equals("SMS"));
        return sends
            ? new Confirmed("The sender is a number of this account.")
            : new Refuted(
                "The sender is a number of this account that cannot send SMS.",
                "Buy a number with the feature SMS.");
      }
    }
    return new Refuted(
        "The sender is no number of this account.",
        "Set option from of the vonage URL, or smsFrom of the brand, to a number of this account.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return new Refuted(
        "Vonage hosts no templates for SMS.",
        "Remove the template of vonage from courier.json; the rendered text is sent.");
  }
}
