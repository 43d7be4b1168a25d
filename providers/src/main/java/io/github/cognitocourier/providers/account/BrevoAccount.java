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
import io.github.cognitocourier.providers.wire.TemplateNumber;
import java.util.List;

/**
 * An account of Brevo. Asked from here, its list of authorised IP addresses says nothing about the
 * function's.
 *
 * @see <a href="https://developers.brevo.com/reference/get-account">Account</a>
 * @see <a href="https://developers.brevo.com/reference/get-senders">Senders</a>
 * @see <a href="https://developers.brevo.com/reference/get-domains">Domains</a>
 * @see <a href="https://developers.brevo.com/reference/get-smtp-template">Templates</a>
 */
final class BrevoAccount implements Account {

  private final String variable;
  private final Inquiry inquiry;

  private BrevoAccount(String variable, Inquiry inquiry) {
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("API_KEY");
    String key = environment.require(variable, "a Brevo API key");
    return new BrevoAccount(
        variable,
        new Inquiry(exchange, url.endpoint("https://api.brevo.com"), Fields.of("api-key", key)));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get(
        "/v3/account",
        deadline,
        answer -> {
          if (answer.status() == 401) {
            return new Refuted(
                "Brevo refuses the key, or this address (401).",
                "Put an API key (xkeysib-...) where "
                    + variable
                    + " says, and let the addresses of the function pass in Brevo's Settings,"
                    + " Security, Authorized IPs.");
          }
          return answer.isSuccess() ? new Confirmed("Brevo accepts the key.") : inquiry.odd(answer);
        });
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    Evidence authenticated =
        inquiry.get("/v3/senders/domains", deadline, answer -> domain(answer, domain));
    if (authenticated instanceof Confirmed) {
      return authenticated;
    }
    Evidence single = inquiry.get("/v3/senders", deadline, answer -> single(answer, from, domain));
    return single instanceof Refuted ? authenticated : single;
  }

  private Evidence domain(Answered answer, String domain) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "domains");
    }
    boolean authenticated =
        listed(answer, "domains").stream()
            .filter(
                each -> each.at("domain_name").text().filter(domain::equalsIgnoreCase).isPresent())
            .anyMatch(each -> isTrue(each.at("authenticated")));
    return authenticated
        ? new Confirmed(domain + " is an authenticated domain.")
        : new Refuted(
            domain + " is neither an authenticated domain nor that of an active sender.",
            "Authenticate " + domain + " in Brevo's Senders, Domains & Dedicated IPs.");
  }

  private Evidence single(Answered answer, String from, String domain) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "senders");
    }
    boolean active =
        listed(answer, "senders").stream()
            .filter(each -> each.at("email").text().filter(from::equalsIgnoreCase).isPresent())
            .anyMatch(each -> isTrue(each.at("active")));
    return active
        ? new Confirmed("The sender at " + domain + " is active.")
        : new Refuted("No active sender.", "Verify the sender.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    if (!TemplateNumber.is(id)) {
      return new Refuted(
          "The template " + id + " is no number.",
          "Write the number of a transactional template of Brevo's into courier.json.");
    }
    return inquiry.get("/v3/smtp/templates/" + id, deadline, answer -> hosted(answer, id));
  }

  private Evidence hosted(Answered answer, String id) {
    if (answer.status() == 404) {
      return new Refuted(
          "Brevo has no template " + id + ".",
          "Write the number of a transactional template of this account into courier.json.");
    }
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "templates");
    }
    return isTrue(Json.lenient(answer.body()).at("isActive"))
        ? new Confirmed("Brevo has the template " + id + ".")
        : new Refuted("The template " + id + " is not active.", "Activate the template in Brevo.");
  }

  private Evidence mayNotRead(Answered answer, String what) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear("The key may not read the account's " + what + ".")
        : inquiry.odd(answer);
  }

  private static boolean isTrue(Json value) {
    return value.raw().filter(Boolean.TRUE::equals).isPresent();
  }

  /** The elements of an array; none when it is anything else. */
  private static List<Json> listed(Answered answer, String name) {
    Json list = Json.lenient(answer.body()).at(name);
    return list.at(0).isAbsent() ? List.of() : list.items();
  }
}
