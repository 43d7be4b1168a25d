package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;

/**
 * An account of Telnyx.
 *
 * @see <a href="https://developers.telnyx.com/api-reference/billing/get-user-balance-details">
 *     Balance</a>
 * @see <a
 *     href="https://developers.telnyx.com/api-reference/phone-number-configurations/list-phone-numbers">
 *     Phone numbers</a>
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/messaging-profiles-overview">
 *     Messaging profiles</a>
 */
final class TelnyxAccount implements Account {

  private final ProviderUrl url;
  private final Inquiry inquiry;

  private TelnyxAccount(ProviderUrl url, Inquiry inquiry) {
    this.url = url;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String key = environment.require(url.variable("API_KEY"), "a Telnyx API key (v2)");
    return new TelnyxAccount(
        url, new Inquiry(exchange, url.endpoint("https://api.telnyx.com"), "Bearer " + key));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get(
        "/v2/balance",
        deadline,
        answer -> {
          if (answer.status() == 401) {
            return new Refuted(
                "Telnyx refuses the API key (401).",
                "Set " + url.variable("API_KEY") + " to an API key (v2) of Telnyx's portal.");
          }
          return answer.isSuccess()
              ? new Confirmed("Telnyx accepts the API key.")
              : mayNotRead(answer, "balance, which it does not need");
        });
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String sender = from.isEmpty() ? url.option("from").orElse("") : from;
    String profile = url.option("messaging-profile").orElse("");
    if (sender.matches("\\+[0-9]{7,15}")) {
      return inquiry.get(
          "/v2/phone_numbers?filter%5Bphone_number%5D=" + Inquiry.escaped(sender),
          deadline,
          answer ->
              answer.isSuccess() ? owned(answer, profile) : mayNotRead(answer, "phone numbers"));
    }
    return profile.isEmpty()
        ? new Unclear("Telnyx has no list of short codes to ask here; see Telnyx's portal.")
        : profile(profile, deadline);
  }

  private static Evidence owned(Answered answer, String profile) {
    Json number = Json.lenient(answer.body()).at("data").at(0);
    if (number.isAbsent()) {
      return new Refuted(
          "The sender is no number of this account.",
          "Set option from of the Telnyx URL, or smsFrom of the brand, to a number of this"
              + " account.");
    }
    String has = number.at("messaging_profile_id").text().orElse("");
    if (has.isEmpty() || (!profile.isEmpty() && !profile.equals(has))) {
      return new Refuted(
          has.isEmpty()
              ? "The sender is a number of this account without a messaging profile."
              : "The sender belongs to another messaging profile than option messaging-profile.",
          "Assign the number to the messaging profile in Telnyx's portal.");
    }
    return new Confirmed("The sender is a number of this account and has a messaging profile.");
  }

  private Evidence profile(String id, Deadline deadline) {
    return inquiry.get(
        "/v2/messaging_profiles/" + Inquiry.escaped(id),
        deadline,
        answer -> {
          if (answer.status() == 404) {
            return new Refuted(
                "This account has no messaging profile " + id + ".",
                "Set option messaging-profile of the Telnyx URL to a profile of this account.");
          }
          if (!answer.isSuccess()) {
            return mayNotRead(answer, "messaging profiles");
          }
          Json enabled = Json.lenient(answer.body()).at("data").at("enabled");
          return enabled.raw().filter(Boolean.FALSE::equals).isPresent()
              ? new Refuted("The messaging profile is disabled.", "Enable it in Telnyx's portal.")
              : new Confirmed("The messaging profile belongs to this account.");
        });
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return new Refuted(
        "Telnyx hosts no templates for SMS.", "Remove the template of Telnyx from courier.json.");
  }

  private Evidence mayNotRead(Answered answer, String what) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear("The API key may not read the account's " + what + ".")
        : inquiry.odd(answer);
  }
}
