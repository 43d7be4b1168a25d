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
import io.github.cognitocourier.providers.wire.TemplateNumber;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * An account of Mailjet, by its REST resources.
 *
 * @see <a href="https://dev.mailjet.com/email/reference/sender-addresses-and-domains/sender/">
 *     Senders</a>
 * @see <a href="https://dev.mailjet.com/email/reference/templates/">Templates</a>
 */
final class MailjetAccount implements Account {

  private final String variable;
  private final Inquiry inquiry;

  private MailjetAccount(String variable, Inquiry inquiry) {
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("SECRET_KEY");
    String secret = environment.require(variable, "the secret key of Mailjet");
    boolean american = url.option("region").filter("us"::equals).isPresent();
    URI base = url.endpoint(american ? "https://api.us.mailjet.com" : "https://api.mailjet.com");
    String authorization = BasicAuth.header(url.option("api-key").orElse(""), new Secret(secret));
    return new MailjetAccount(variable, new Inquiry(exchange, base, authorization));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get(
        "/v3/REST/sender?Limit=1",
        deadline,
        answer -> {
          if (answer.status() == 401) {
            return new Refuted(
                "Mailjet refuses the keys (401).",
                "Check that option api-key and " + variable + " belong together and are active.");
          }
          return answer.isSuccess()
              ? new Confirmed("Mailjet accepts the keys.")
              : inquiry.odd(answer);
        });
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    return inquiry.get(
        "/v3/REST/sender?Status=Active&Limit=1000", deadline, answer -> active(answer, from));
  }

  private Evidence active(Answered answer, String from) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "senders");
    }
    String domain = from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    List<String> active =
        listed(answer).stream()
            .filter(each -> each.at("Status").text().filter("Active"::equals).isPresent())
            .flatMap(each -> each.at("Email").text().stream())
            .map(email -> email.toLowerCase(Locale.ROOT))
            .toList();
    if (active.contains("*@" + domain)) {
      return new Confirmed(domain + " is an active sender domain.");
    }
    return active.contains(from.toLowerCase(Locale.ROOT))
        ? new Confirmed("The sender at " + domain + " is active.")
        : new Refuted(
            "Neither the sender nor " + domain + " is an active sender of this account.",
            "Add " + domain + " under Sender domains & addresses in Mailjet and validate it.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    if (!TemplateNumber.is(id)) {
      return new Refuted(
          "The template " + id + " is no number.",
          "Write the number of a transactional template of Mailjet's into courier.json.");
    }
    return inquiry.get(
        "/v3/REST/template/" + id,
        deadline,
        answer -> {
          if (answer.status() == 404) {
            return new Refuted(
                "Mailjet has no template " + id + ".",
                "Write the number of a transactional template of this account into courier.json.");
          }
          return answer.isSuccess()
              ? new Confirmed("Mailjet has the template " + id + ".")
              : mayNotRead(answer, "templates");
        });
  }

  private Evidence mayNotRead(Answered answer, String what) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear("The keys may not read the account's " + what + ".")
        : inquiry.odd(answer);
  }

  /** The elements of Mailjet's array; none when it is anything else. */
  private static List<Json> listed(Answered answer) {
    Json list = Json.lenient(answer.body()).at("Data");
    return list.at(0).isAbsent() ? List.of() : list.items();
  }
}
