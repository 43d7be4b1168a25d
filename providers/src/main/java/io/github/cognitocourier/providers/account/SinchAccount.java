package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import java.net.URI;

/**
 * A service plan of Sinch. Its token reads batches and nothing of the account.
 *
 * @see <a href="https://developers.sinch.com/docs/sms/api-reference/sms/batches">Batches</a>
 */
final class SinchAccount implements Account {

  private final ProviderUrl url;
  private final Inquiry inquiry;

  private SinchAccount(ProviderUrl url, Inquiry inquiry) {
    this.url = url;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String token =
        environment.require(
            url.variable("API_TOKEN"), "the API token of the service plan at Sinch");
    String region = url.option("region").orElse("us");
    URI base = url.endpoint("https://" + region + ".sms.api.sinch.com");
    return new SinchAccount(url, new Inquiry(exchange, base, "Bearer " + token));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    String plan = Inquiry.escaped(url.option("service-plan").orElse(""));
    return inquiry.get(
        "/xms/v1/" + plan + "/batches?page_size=1",
        deadline,
        answer -> {
          if (answer.status() == 401 || answer.status() == 404) {
            return new Refuted(
                "Sinch refuses the token for this service plan (" + answer.status() + ").",
                "Check options service-plan and region of the Sinch URL, and "
                    + url.variable("API_TOKEN")
                    + ": a token belongs to one plan in one region.");
          }
          if (answer.status() == 403) {
            return new Unclear("The token may not read batches, which it does not need.");
          }
          return answer.isSuccess()
              ? new Confirmed("Sinch accepts the token for this service plan.")
              : inquiry.odd(answer);
        });
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    return new Unclear("A service plan's token may not read its senders; see Sinch's dashboard.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return new Refuted(
        "Sinch hosts no templates for SMS.", "Remove the template of Sinch from courier.json.");
  }
}
