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
import java.net.URI;

/**
 * An account of SparkPost's. A key with nothing but Transmissions is answered with 403 here: then
 * all is {@code Unclear} but that it is a key.
 *
 * @see <a href="https://developers.sparkpost.com/api/account/">Account</a>
 * @see <a href="https://developers.sparkpost.com/api/sending-domains/">Sending domains</a>
 * @see <a href="https://developers.sparkpost.com/api/templates/">Templates</a>
 */
final class SparkPostAccount implements Account {

  private final String variable;
  private final Inquiry inquiry;

  private SparkPostAccount(String variable, Inquiry inquiry) {
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("API_KEY");
    String key = environment.require(variable, "a SparkPost API key");
    boolean european = url.option("region").filter("eu"::equals).isPresent();
    URI base =
        url.endpoint(european ? "https://api.eu.sparkpost.com" : "https://api.sparkpost.com");
    return new SparkPostAccount(variable, new Inquiry(exchange, base, key));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get("/api/v1/account", deadline, this::account);
  }

  private Evidence account(Answered answer) {
    if (answer.status() == 401) {
      return new Refuted(
          "SparkPost refuses the key (401).",
          "Create an API key with the permission Transmissions: Read/Write, in the account's own"
              + " region, and put it where "
              + variable
              + " says.");
    }
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "account", "Account: Read");
    }
    boolean active =
        Json.lenient(answer.body())
            .at("results")
            .at("status")
            .text()
            .filter("active"::equals)
            .isPresent();
    return active
        ? new Confirmed("SparkPost accepts the key, and the account is active.")
        : new Refuted(
            "SparkPost accepts the key, but the account is not active.",
            "Ask SparkPost why the account may not send.");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    return inquiry.get(
        "/api/v1/sending-domains/" + Inquiry.escaped(domain),
        deadline,
        answer -> domain(answer, domain));
  }

  private Evidence domain(Answered answer, String domain) {
    if (answer.status() == 404) {
      return new Refuted(
          "SparkPost has no sending domain " + domain + ".",
          "Add " + domain + " to SparkPost's sending domains and set its DNS records.");
    }
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "sending domains", "Sending Domains: Read");
    }
    Json status = Json.lenient(answer.body()).at("results").at("status");
    boolean owned = status.at("ownership_verified").raw().filter(Boolean.TRUE::equals).isPresent();
    boolean compliant =
        status.at("compliance_status").text().filter(word -> !word.equals("valid")).isEmpty();
    return owned && compliant
        ? new Confirmed(domain + " is a verified sending domain.")
        : new Refuted(
            "SparkPost knows " + domain + ", but it may not send.",
            "Verify " + domain + " in SparkPost's sending domains.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return inquiry.get(
        "/api/v1/templates/" + Inquiry.escaped(id), deadline, answer -> hosted(answer, id));
  }

  private Evidence hosted(Answered answer, String id) {
    if (answer.status() == 404) {
      return new Refuted(
          "SparkPost has no template " + id + ".",
          "Write the id of a published template of this account into courier.json.");
    }
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "templates", "Templates: Read");
    }
    Json template = Json.lenient(answer.body()).at("results");
    boolean published =
        template.at("has_published").raw().filter(Boolean.TRUE::equals).isPresent()
            || template.at("published").raw().filter(Boolean.TRUE::equals).isPresent();
    return published
        ? new Confirmed("SparkPost has the template " + id + ".")
        : new Refuted("The template " + id + " is a draft.", "Publish it in SparkPost.");
  }

  private Evidence mayNotRead(Answered answer, String what, String permission) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear(
            "The key may not read the "
                + what
                + " (permission "
                + permission
                + "), which it does not need for sending.")
        : inquiry.odd(answer);
  }
}
