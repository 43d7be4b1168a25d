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
import io.github.cognitocourier.providers.wire.Fields;
import java.util.List;
import java.util.function.Function;

/**
 * An account of Mailchimp Transactional. Every call is a POST with the key in its body; these only
 * read. Errors have names, whatever their status.
 *
 * @see <a href="https://mailchimp.com/developer/transactional/api/users/">Users</a>
 * @see <a href="https://mailchimp.com/developer/transactional/api/senders/">Senders</a>
 * @see <a href="https://mailchimp.com/developer/transactional/api/templates/">Templates</a>
 */
final class MandrillAccount implements Account {

  private final String variable;
  private final String key;
  private final Inquiry inquiry;

  private MandrillAccount(String variable, String key, Inquiry inquiry) {
    this.variable = variable;
    this.key = key;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("API_KEY");
    return new MandrillAccount(
        variable,
        environment.require(variable, "an API key of Mailchimp Transactional"),
        new Inquiry(
            exchange,
            url.endpoint("https://mandrillapp.com"),
            Fields.of("Content-Type", "application/json")));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.post(
        "/api/1.0/users/ping2",
        Json.write(Fields.of("key", key)),
        deadline,
        orRefusal(answer -> new Confirmed("Mailchimp Transactional accepts the key.")));
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    return inquiry.post(
        "/api/1.0/senders/domains",
        Json.write(Fields.of("key", key)),
        deadline,
        orRefusal(answer -> domain(answer, domain)));
  }

  private static Evidence domain(Answered answer, String domain) {
    Json list = Json.lenient(answer.body());
    List<Json> domains = list.at(0).isAbsent() ? List.of() : list.items();
    List<Json> known =
        domains.stream()
            .filter(each -> each.at("domain").text().filter(domain::equalsIgnoreCase).isPresent())
            .toList();
    if (known.isEmpty()) {
      return new Refuted(
          domain + " is no sending domain of this account.",
          "Add " + domain + " under Sending Domains and verify it.");
    }
    boolean signs =
        known.stream()
            .anyMatch(
                each -> each.at("valid_signing").raw().filter(Boolean.TRUE::equals).isPresent());
    return signs
        ? new Confirmed(domain + " is a sending domain that signs.")
        : new Refuted(
            domain + " is a sending domain whose DNS records are not valid.",
            "Set the DKIM records that Sending Domains shows for " + domain + ", then test them.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return inquiry.post(
        "/api/1.0/templates/info",
        Json.write(Fields.of("key", key, "name", id)),
        deadline,
        orRefusal(answer -> published(answer, id)));
  }

  private static Evidence published(Answered answer, String id) {
    return Json.lenient(answer.body()).at("published_at").text().isPresent()
        ? new Confirmed("Mailchimp Transactional has the template " + id + ".")
        : new Refuted(
            "The template " + id + " has never been published.",
            "Publish the template in Mailchimp Transactional.");
  }

  private Function<Answered, Evidence> orRefusal(Function<Answered, Evidence> success) {
    return answer -> answer.isSuccess() ? success.apply(answer) : refusal(answer);
  }

  private Evidence refusal(Answered answer) {
    return switch (Json.lenient(answer.body()).at("name").text().orElse("")) {
      case "Invalid_Key" ->
          new Refuted(
              "Mailchimp Transactional refuses the key.",
              "Create an API key in Mailchimp Transactional, not in Mailchimp, and put it where "
                  + variable
                  + " says.");
      case "Unknown_Template" ->
          new Refuted(
              "Mailchimp Transactional has no such template.",
              "Write the slug of a template of this account into courier.json.");
      case "ValidationError" ->
          new Unclear("The key may not ask, or the question was not understood.");
      default -> inquiry.odd(answer);
    };
  }
}
