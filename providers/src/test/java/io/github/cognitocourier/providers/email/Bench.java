package io.github.cognitocourier.providers.email;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes e-mail providers that speak to nobody, and keeps what they would have sent. */
final class Bench {

  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "MAILGUN_API_KEY", "key",
              "BREVO_API_KEY", "key",
              "MANDRILL_API_KEY", "key",
              "MAILJET_SECRET_KEY", "key"));

  private final List<Request> requests = new ArrayList<>();

  /** The provider at this URL; {@code hosted} is its id of every template. */
  Provider<Email> provider(String url, Optional<String> hosted) {
    HostedTemplates templates = _ -> hosted;
    return Providers.email(
        ProviderUrl.parse("test", url),
        ENVIRONMENT,
        templates,
        Map.of(),
        new Wire(this::keep, Secrets.NONE));
  }

  private Reply keep(Request request, Deadline deadline) {
    requests.add(request);
    return new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED);
  }

  Outcome send(String url, Optional<String> hosted, Email email) {
    return provider(url, hosted)
        .send(email, Deadline.in(Duration.ofSeconds(1), InstantSource.system()));
  }

  List<Request> requests() {
    return requests;
  }

  static Email mail(Mailbox from, String text, String html, Map<String, String> headers) {
    return new Email(
        new NotificationId("0f1e2d3c"),
        from,
        new EmailAddress("jane@example.net"),
        "Your code",
        text,
        html,
        headers,
        new TemplateKey("SignUp", List.of("en"), "default"),
        new Variables(Map.of("code", "482913"), Map.of(), Map.of()));
  }

  static Email mail(Map<String, String> headers) {
    return mail(
        new Mailbox("", new EmailAddress("no-reply@example.com")),
        "Code 482913",
        "<b>482913</b>",
        headers);
  }
}
