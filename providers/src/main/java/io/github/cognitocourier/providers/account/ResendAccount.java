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
import java.util.List;
import java.util.Optional;

/**
 * A team of Resend's. A key with Sending access alone may read nothing, and says so: then domains
 * and templates are {@code Unclear}.
 *
 * @see <a href="https://resend.com/docs/api-reference/domains/list-domains">Domains</a>
 * @see <a href="https://resend.com/docs/api-reference/templates/get-template">Templates</a>
 */
final class ResendAccount implements Account {

  private static final String DOMAINS = "/domains?limit=100";

  private final String variable;
  private final Inquiry inquiry;

  private ResendAccount(String variable, Inquiry inquiry) {
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("API_KEY");
    String key = environment.require(variable, "a Resend API key");
    return new ResendAccount(
        variable, new Inquiry(exchange, url.endpoint("https://api.resend.com"), "Bearer " + key));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get(DOMAINS, deadline, this::key);
  }

  private Evidence key(Answered answer) {
    if (isRestricted(answer)) {
      return new Confirmed("Resend accepts the key, and it may send and nothing else.");
    }
    if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
      return new Refuted(
          "Resend refuses the key (" + answer.status() + ").",
          "Create an API key with Sending access and put it where " + variable + " says.");
    }
    return answer.isSuccess() ? new Confirmed("Resend accepts the key.") : inquiry.odd(answer);
  }

  private static boolean isRestricted(Answered answer) {
    return answer.status() == 401
        && Json.lenient(answer.body())
            .at("name")
            .text()
            .filter("restricted_api_key"::equals)
            .isPresent();
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    return inquiry.get(DOMAINS, deadline, answer -> domain(answer, domain));
  }

  private Evidence domain(Answered answer, String domain) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "domains");
    }
    Json data = Json.lenient(answer.body()).at("data");
    List<Json> domains =
        data.raw().filter(List.class::isInstance).isPresent() ? data.items() : List.of();
    Optional<Json> entry =
        domains.stream()
            .filter(each -> each.at("name").text().filter(domain::equalsIgnoreCase).isPresent())
            .findFirst();
    if (entry.isEmpty()) {
      return new Refuted(
          "Resend has no domain " + domain + ".",
          "Add " + domain + " in Resend's Domains and set its DNS records.");
    }
    return entry.get().at("status").text().filter("verified"::equals).isPresent()
        ? new Confirmed(domain + " is a verified domain.")
        : new Refuted(
            "Resend knows " + domain + ", but has not verified it.",
            "Set the DNS records that Resend's Domains shows for " + domain + ".");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return inquiry.get("/templates/" + Inquiry.escaped(id), deadline, answer -> hosted(answer, id));
  }

  private Evidence hosted(Answered answer, String id) {
    if (answer.status() == 404) {
      return new Refuted(
          "Resend has no template " + id + ".",
          "Write the id or the alias of a published template into courier.json.");
    }
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "templates");
    }
    boolean published =
        Json.lenient(answer.body()).at("status").text().filter("published"::equals).isPresent();
    return published
        ? new Confirmed("Resend has the template " + id + ".")
        : new Refuted("The template " + id + " is not published.", "Publish it in Resend.");
  }

  private Evidence mayNotRead(Answered answer, String what) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear(
            "The key may not read the team's "
                + what
                + " (permission Full access), which it does not need for sending.")
        : inquiry.odd(answer);
  }
}
