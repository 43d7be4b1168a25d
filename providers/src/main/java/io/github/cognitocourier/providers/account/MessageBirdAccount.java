package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import java.util.List;

/**
 * An account of MessageBird's REST API, or a workspace of Bird's platform.
 *
 * @see <a href="https://developers.messagebird.com/api/balance/">Balance</a>
 * @see <a href="https://bird.com/docs/api/reference/list-sms-templates">Bird's SMS templates</a>
 */
final class MessageBirdAccount implements Account {

  private final boolean bird;
  private final String variable;
  private final Inquiry inquiry;

  private MessageBirdAccount(boolean bird, String variable, Inquiry inquiry) {
    this.bird = bird;
    this.variable = variable;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("ACCESS_KEY");
    String key = environment.require(variable, "the access key of MessageBird");
    boolean bird = url.option("api").filter("bird"::equals).isPresent();
    String host =
        bird ? url.option("region").orElse("eu1") + ".platform.bird.com" : "rest.messagebird.com";
    var inquiry =
        new Inquiry(
            exchange, url.endpoint("https://" + host), (bird ? "Bearer " : "AccessKey ") + key);
    return new MessageBirdAccount(bird, variable, inquiry);
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    return inquiry.get(
        bird ? "/v1/sms/templates?limit=1" : "/balance", deadline, answer -> accepted(answer));
  }

  private Evidence accepted(Answered answer) {
    String vendor = bird ? "Bird" : "MessageBird";
    if (answer.status() == 401 || answer.status() == 421) {
      return new Refuted(
          vendor + " refuses the key (" + answer.status() + ").",
          "Check "
              + variable
              + (bird
                  ? ", and that option region of the messagebird URL is the one in the key."
                  : "; a key of Bird's (bk_...) needs the option api=bird."));
    }
    if (answer.status() == 403) {
      return new Unclear("The key may not read this, which it does not need.");
    }
    return answer.isSuccess() ? new Confirmed(vendor + " accepts the key.") : inquiry.odd(answer);
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    return new Unclear("Neither of Bird's APIs tells here which senders an account may use.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    if (!bird) {
      return new Refuted(
          "MessageBird's REST API hosts no templates.",
          "Use api=bird, or remove the template of messagebird from courier.json.");
    }
    if (!id.startsWith("smt_")) {
      return new Unclear("Bird is asked for templates by their id (smt_...), not by their name.");
    }
    return inquiry.get(
        "/v1/sms/templates/" + Inquiry.escaped(id),
        deadline,
        answer -> {
          if (answer.status() == 404) {
            return new Refuted(
                "Bird has no SMS template " + id + ".",
                "Write the id of a template (smt_...) of this workspace into courier.json.");
          }
          if (answer.isSuccess()) {
            return new Confirmed("Bird has the SMS template " + id + ".");
          }
          return List.of(401, 403).contains(answer.status())
              ? new Unclear("The key may not read the workspace's templates.")
              : inquiry.odd(answer);
        });
  }
}
