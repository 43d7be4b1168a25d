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
import io.github.cognitocourier.providers.sms.TwilioKey;
import java.util.List;
import java.util.Optional;

/**
 * A Verify service of Twilio's: it must take custom codes, or no code of Cognito's is ever sent.
 *
 * @see <a href="https://www.twilio.com/docs/verify/api/service">Services</a>
 * @see <a href="https://www.twilio.com/docs/verify/api/templates">Templates</a>
 */
final class TwilioVerifyAccount implements Account {

  private final String service;
  private final String variable;
  private final Inquiry inquiry;

  private TwilioVerifyAccount(String service, String variable, Inquiry inquiry) {
    this.service = service;
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    TwilioKey key = TwilioKey.of(url, environment);
    var password = new Secret(environment.require(key.variable(), "Twilio's secret"));
    var inquiry =
        new Inquiry(
            exchange,
            url.endpoint("https://verify.twilio.com"),
            BasicAuth.header(key.user(), password));
    return new TwilioVerifyAccount(url.option("service").orElse(""), key.variable(), inquiry);
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get("/v2/Services/" + Inquiry.escaped(service), deadline, this::accepted);
  }

  private Evidence accepted(Answered answer) {
    if (answer.status() == 401) {
      return new Refuted(
          "Twilio refuses the credentials (401).",
          "Check " + variable + " and the SID that goes with it.");
    }
    if (answer.status() == 404) {
      return new Refuted(
          "This account has no Verify service " + service + ".",
          "Set option service of the twilio-verify URL to a service (VA...) of this account.");
    }
    if (answer.status() == 403) {
      return new Unclear("The API key may not read the Verify service, which it does not need.");
    }
    if (!answer.isSuccess()) {
      return inquiry.odd(answer);
    }
    Optional<Object> customCodes = Json.lenient(answer.body()).at("custom_code_enabled").raw();
    return customCodes.filter(Boolean.FALSE::equals).isPresent()
        ? new Refuted(
            "Twilio accepts the credentials, but the service takes no custom codes.",
            "Switch on Enable Custom Verification Code in the Verify service's settings.")
        : new Confirmed("Twilio accepts the credentials, and has the Verify service.");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    return new Confirmed("Twilio Verify chooses the sender.");
  }

  /** Twilio lists templates and has no way to ask for one; the first page holds up to 100. */
  @Override
  public Evidence template(String id, Deadline deadline) {
    return inquiry.get(
        "/v2/Templates?PageSize=100",
        deadline,
        answer -> {
          if (!answer.isSuccess()) {
            return List.of(401, 403).contains(answer.status())
                ? new Unclear("The credentials may not read the account's Verify templates.")
                : inquiry.odd(answer);
          }
          Json page = Json.lenient(answer.body());
          boolean listed =
              Inquiry.items(page.at("templates")).stream()
                  .anyMatch(each -> each.at("sid").text().orElse("").equals(id));
          if (listed) {
            return new Confirmed("Twilio has the Verify template " + id + ".");
          }
          return page.at("meta").at("next_page_url").isAbsent()
              ? new Refuted(
                  "Twilio has no Verify template " + id + ".",
                  "Write the SID of a Verify template (HJ...) of this account into courier.json.")
              : new Unclear("The account has more than 100 Verify templates.");
        });
  }
}
