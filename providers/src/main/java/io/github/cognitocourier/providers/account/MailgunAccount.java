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
import java.util.Locale;

/**
 * One sending domain at Mailgun. A sending key of the domain may send and nothing else: then
 * everything is {@code Unclear}.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/domains">
 *     Domains</a>
 * @see <a
 *     href="https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/templates">
 *     Templates</a>
 */
final class MailgunAccount implements Account {

  private final String variable;
  private final String domain;
  private final Inquiry inquiry;

  private MailgunAccount(String variable, String domain, Inquiry inquiry) {
    this.variable = variable;
    this.domain = domain;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("API_KEY");
    String key = environment.require(variable, "a Mailgun API key");
    boolean european = url.option("region").filter("eu"::equals).isPresent();
    URI base = url.endpoint(european ? "https://api.eu.mailgun.net" : "https://api.mailgun.net");
    String authorization = BasicAuth.header("api", new Secret(key));
    return new MailgunAccount(
        variable, url.option("domain").orElse(""), new Inquiry(exchange, base, authorization));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return domain(deadline, new Confirmed("Mailgun accepts the key for " + domain + "."));
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String at = from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    Evidence active =
        at.equalsIgnoreCase(domain)
            ? new Confirmed(domain + " is an active sending domain.")
            : new Unclear(
                domain
                    + " is an active sending domain, but the sender is at "
                    + at
                    + ", which it does not sign for.");
    return domain(deadline, active);
  }

  private Evidence domain(Deadline deadline, Evidence active) {
    return inquiry.get(
        "/v3/domains/" + Inquiry.escaped(domain), deadline, answer -> judged(answer, active));
  }

  private Evidence judged(Answered answer, Evidence active) {
    if (answer.status() == 404) {
      return new Refuted(
          "Mailgun has no domain " + domain + " in this region.",
          "Set options domain and region of the Mailgun URL to a domain of this account.");
    }
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "domains");
    }
    return switch (Json.lenient(answer.body()).at("domain").at("state").text().orElse("")) {
      case "active" -> active;
      case "unverified" ->
          new Refuted(
              "Mailgun knows " + domain + ", but has not verified its DNS records.",
              "Set the DNS records that Mailgun shows for " + domain + ", then press Verify.");
      case "disabled" ->
          new Refuted(
              "Mailgun has disabled " + domain + ".", "Ask Mailgun's support why it is disabled.");
      default -> inquiry.odd(answer);
    };
  }

  /** A template of the domain, or else of the account, which every domain of it may use. */
  @Override
  public Evidence template(String id, Deadline deadline) {
    String name = "/templates/" + Inquiry.escaped(id);
    Evidence ofDomain =
        inquiry.get(
            "/v3/" + Inquiry.escaped(domain) + name, deadline, answer -> hosted(answer, id));
    return ofDomain instanceof Refuted
        ? inquiry.get("/v4" + name, deadline, answer -> hosted(answer, id))
        : ofDomain;
  }

  private Evidence hosted(Answered answer, String id) {
    if (answer.status() == 404) {
      return new Refuted(
          "Mailgun has no template " + id + " for " + domain + ".",
          "Write the name of a template of this domain, or of the account, into courier.json.");
    }
    return answer.isSuccess()
        ? new Confirmed("Mailgun has the template " + id + ".")
        : mayNotRead(answer, "templates");
  }

  private Evidence mayNotRead(Answered answer, String what) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear(
            "The key may not read "
                + what
                + ": it is a sending key, or it is wrong ("
                + variable
                + ").")
        : inquiry.odd(answer);
  }
}
