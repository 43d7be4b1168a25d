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
import java.util.List;
import java.util.Optional;

/**
 * An account of SendGrid, or a subuser. A key with nothing but Mail Send may read its own scopes,
 * and neither domains nor templates: then those are {@code Unclear}.
 *
 * @see <a
 *     href="https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions/retrieve-a-list-of-scopes-for-which-this-user-has-access">
 *     Scopes</a>
 * @see <a
 *     href="https://www.twilio.com/docs/sendgrid/api-reference/domain-authentication/list-all-authenticated-domains">
 *     Authenticated domains</a>
 * @see <a
 *     href="https://www.twilio.com/docs/sendgrid/api-reference/sender-verification/get-all-verified-senders">
 *     Verified senders</a>
 * @see <a
 *     href="https://www.twilio.com/docs/sendgrid/api-reference/transactional-templates/retrieve-a-single-transactional-template">
 *     Templates</a>
 */
final class SendGridAccount implements Account {

  private final String variable;
  private final Inquiry inquiry;

  private SendGridAccount(String variable, Inquiry inquiry) {
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("API_KEY");
    String key = environment.require(variable, "a SendGrid API key");
    boolean european = url.option("region").filter("eu"::equals).isPresent();
    URI base = url.endpoint(european ? "https://api.eu.sendgrid.com" : "https://api.sendgrid.com");
    return new SendGridAccount(variable, new Inquiry(exchange, base, "Bearer " + key));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get("/v3/scopes", deadline, this::scopes);
  }

  private Evidence scopes(Answered answer) {
    if (answer.status() == 401 || answer.status() == 403) {
      return new Refuted(
          "SendGrid refuses the key (" + answer.status() + ").",
          "Create an API key with the permission Mail Send, in the account's own region, and put"
              + " it where "
              + variable
              + " says; a 403 can also be SendGrid's IP Access Management.");
    }
    if (!answer.isSuccess()) {
      return inquiry.odd(answer);
    }
    boolean maySend =
        items(Json.lenient(answer.body()).at("scopes")).stream()
            .anyMatch(scope -> scope.text().filter("mail.send"::equals).isPresent());
    return maySend
        ? new Confirmed("SendGrid accepts the key, and it may send.")
        : new Refuted(
            "SendGrid accepts the key, but it may not send.",
            "Give the API key the permission Mail Send (scope mail.send).");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    Evidence authenticated = domain(domain, domain, deadline);
    if (authenticated instanceof Confirmed) {
      return authenticated;
    }
    Evidence single =
        inquiry.get("/v3/verified_senders", deadline, answer -> single(answer, from, domain));
    if (single instanceof Refuted && authenticated instanceof Unclear) {
      return authenticated;
    }
    return single instanceof Refuted ? authenticated : single;
  }

  /** Looks {@code candidate} up: {@code domain} itself, then each domain above it. */
  private Evidence domain(String candidate, String domain, Deadline deadline) {
    Evidence found =
        inquiry.get(
            "/v3/whitelabel/domains?limit=50&domain=" + Inquiry.escaped(candidate),
            deadline,
            answer -> domain(answer, candidate, domain));
    String above = candidate.substring(candidate.indexOf('.') + 1);
    boolean goesOn = found instanceof Refuted && above.contains(".");
    return goesOn && domain(above, domain, deadline) instanceof Unclear unclear ? unclear : found;
  }

  private Evidence domain(Answered answer, String candidate, String domain) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "domains", "Sender Authentication");
    }
    Optional<Json> entry =
        items(Json.lenient(answer.body())).stream()
            .filter(
                each -> each.at("domain").text().filter(candidate::equalsIgnoreCase).isPresent())
            .findFirst();
    if (entry.isEmpty()) {
      return new Refuted(
          domain + " is neither an authenticated domain nor that of a verified sender.",
          "Authenticate "
              + domain
              + " in SendGrid's Sender Authentication and set its DNS records.");
    }
    boolean valid = entry.get().at("valid").raw().filter(Boolean.TRUE::equals).isPresent();
    if (!valid) {
      return new Refuted(
          "SendGrid knows " + candidate + ", but has not verified its DNS records.",
          "Set the DNS records that SendGrid's Sender Authentication shows for "
              + candidate
              + ", then press Verify.");
    }
    return candidate.equals(domain)
        ? new Confirmed(domain + " is an authenticated domain.")
        : new Unclear(
            candidate
                + " is authenticated; SendGrid does not say whether "
                + domain
                + " may send.");
  }

  private Evidence single(Answered answer, String from, String domain) {
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "verified senders", "Sender Authentication");
    }
    boolean verified =
        items(Json.lenient(answer.body()).at("results")).stream()
            .filter(each -> each.at("from_email").text().filter(from::equalsIgnoreCase).isPresent())
            .anyMatch(each -> each.at("verified").raw().filter(Boolean.TRUE::equals).isPresent());
    return verified
        ? new Confirmed("The sender at " + domain + " is a verified single sender.")
        : new Refuted("No verified sender.", "Verify the sender.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return inquiry.get(
        "/v3/templates/" + Inquiry.escaped(id), deadline, answer -> hosted(answer, id));
  }

  private Evidence hosted(Answered answer, String id) {
    if (answer.status() == 404) {
      return new Refuted(
          "SendGrid has no template " + id + ".",
          "Write the id of a dynamic template (d-...) of this account into courier.json.");
    }
    if (!answer.isSuccess()) {
      return mayNotRead(answer, "templates", "Template Engine");
    }
    boolean active =
        items(Json.lenient(answer.body()).at("versions")).stream()
            .anyMatch(version -> version.at("active").number().filter(one -> one == 1).isPresent());
    return active
        ? new Confirmed("SendGrid has the template " + id + ".")
        : new Refuted(
            "The template " + id + " has no active version.",
            "Activate a version of the template in SendGrid.");
  }

  private Evidence mayNotRead(Answered answer, String what, String permission) {
    return answer.status() == 401 || answer.status() == 403
        ? new Unclear(
            "The key may not read the account's "
                + what
                + " (permission "
                + permission
                + "), which it does not need for sending.")
        : inquiry.odd(answer);
  }

  private static List<Json> items(Json array) {
    return array.raw().filter(List.class::isInstance).isPresent() ? array.items() : List.of();
  }
}
