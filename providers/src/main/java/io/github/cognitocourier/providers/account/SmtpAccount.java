package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import io.github.cognitocourier.providers.smtp.MailServer;

/**
 * A login at a mail server: connects, starts TLS, logs in and says good-bye. Which senders it may
 * use, a server tells only for a real mail.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4954">RFC 4954, AUTH</a>
 */
final class SmtpAccount implements Account {

  private final MailServer server;
  private final Secret password;
  private final String variable;
  private final Exchange exchange;

  private SmtpAccount(MailServer server, Secret password, String variable, Exchange exchange) {
    this.server = server;
    this.password = password;
    this.variable = variable;
    this.exchange = exchange;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("PASSWORD");
    var password = new Secret(environment.require(variable, "the password at the mail server"));
    return new SmtpAccount(MailServer.of(url), password, variable, exchange);
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    var request = new Request("CHECK", server.uri(), server.login(password), "");
    return switch (exchange.exchange(request, deadline)) {
      case Answered answer -> judged(answer);
      case Reply.NotSent(var fault) -> silent(fault);
      case Reply.NoAnswer(var fault) -> silent(fault);
    };
  }

  private Evidence judged(Answered answer) {
    String missing = answer.header("Not-Offered").orElse("");
    if (missing.equals("STARTTLS")) {
      return new Refuted(
          host() + " offers no STARTTLS, and nothing is sent without encryption.",
          "Use the port at which it does, mostly 587, or 465 with tls=implicit.");
    }
    if (!missing.isEmpty()) {
      return new Refuted(
          host() + " offers no login by PLAIN or LOGIN.",
          "Use the server and port for the submission of mail with a login, mostly 587.");
    }
    if (answer.status() == 235) {
      return new Confirmed(host() + " accepts the login.");
    }
    if (answer.header("Command").filter("AUTH"::equals).isPresent() && answer.status() >= 500) {
      return new Refuted(
          host() + " refuses the login (" + answer.status() + ").",
          "Check option username and the password where " + variable + " says.");
    }
    return new Unclear(host() + " answered " + answer.status() + ".");
  }

  private Evidence silent(Reply.Fault fault) {
    return new Unclear(host() + " did not answer (" + fault.word() + ").");
  }

  private String host() {
    return server.uri().getHost();
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    return new Unclear(
        "By SMTP nobody can ask which senders " + host() + " takes from this login.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return new Refuted(
        "A mail server hosts no templates; the message is sent with its content.",
        "Take the templates of this provider out of courier.json.");
  }
}
