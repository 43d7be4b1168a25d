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
import java.util.Locale;
import java.util.Optional;

/**
 * An account of MailerSend's. A token with nothing but Email is answered with 403 here: then all is
 * {@code Unclear} but that it is a token.
 *
 * @see <a href="https://developers.mailersend.com/api/v1/domains.html">Domains</a>
 * @see <a href="https://developers.mailersend.com/api/v1/templates.html">Templates</a>
 */
final class MailerSendAccount implements Account {

  private static final String DOMAINS = "/v1/domains?limit=100";

  private final String variable;
  private final Inquiry inquiry;

  private MailerSendAccount(String variable, Inquiry inquiry) {
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("API_TOKEN");
    String token = environment.require(variable, "a MailerSend API token");
    return new MailerSendAccount(
        variable,
        new Inquiry(exchange, url.endpoint("https://api.mailersend.com"), "Bearer " + token));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get(DOMAINS, deadline, this::token);
  }

  private Evidence token(Answered answer) {
    if (answer.status() == 401) {
      return new Refuted(
          "MailerSend refuses the token (401).",
          "Create an API token with full access to Email and put it where " + variable + " says.");
    }
    return answer.isSuccess()
        ? new Confirmed("MailerSend accepts the token.")
        : mayNotRead(answer, "domains");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String domain = from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return inquiry.get(DOMAINS, deadline, answer -> domain(answer, domain));
  }

  /** A subdomain of a verified domain may send, too. */
  private Evidence domain(Answered answer, String domain) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "domains");
    }
    Json data = Json.lenient(answer.body()).at("data");
    List<Json> domains =
        data.raw().filter(List.class::isInstance).isPresent() ? data.items() : List.of();
    Optional<Json> entry =
        domains.stream()
            .filter(each -> ("." + domain).endsWith("." + each.at("name").text().orElse("?")))
            .findFirst();
    if (entry.isEmpty()) {
      return new Refuted(
          "MailerSend has no domain " + domain + ".",
          "Add " + domain + " in MailerSend's Domains and set its DNS records.");
    }
    if (!isTrue(entry.get().at("is_verified"))) {
      return new Refuted(
          "MailerSend knows " + domain + ", but has not verified it.",
          "Set the DNS records that MailerSend's Domains shows for " + domain + ".");
    }
    return isTrue(entry.get().at("domain_settings").at("send_paused"))
        ? new Refuted(
            "Sending is paused for " + domain + ".", "Switch Pause sending off for the domain.")
        : new Confirmed(domain + " is of a verified domain.");
  }

  private static boolean isTrue(Json value) {
    return value.raw().filter(Boolean.TRUE::equals).isPresent();
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return inquiry.get(
        "/v1/templates/" + Inquiry.escaped(id),
        deadline,
        answer ->
            answer.status() == 404
                ? new Refuted(
                    "MailerSend has no template " + id + ".",
                    "Write the id of a template of this account into courier.json.")
                : answer.isSuccess()
                    ? new Confirmed("MailerSend has the template " + id + ".")
                    : mayNotRead(answer, "templates"));
  }

  private Evidence mayNotRead(Answered answer, String what) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear(
            "The token may not read the "
                + what
                + " (permission "
                + what.substring(0, 1).toUpperCase(Locale.ROOT)
                + what.substring(1)
                + "), which it does not need for sending.")
        : inquiry.odd(answer);
  }
}
