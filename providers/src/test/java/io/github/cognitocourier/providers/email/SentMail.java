package io.github.cognitocourier.providers.email;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.json.Json;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What a provider would send; nothing leaves. */
final class SentMail {

  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "MAILERSEND_API_TOKEN", "key",
              "POSTMARK_SERVER_TOKEN", "key",
              "RESEND_API_KEY", "key",
              "SPARKPOST_API_KEY", "key"));

  private SentMail() {}

  static Provider<Email> provider(String url) {
    return provider(url, HostedTemplates.NONE, new AtomicReference<>());
  }

  private static Provider<Email> provider(
      String url, HostedTemplates hosted, AtomicReference<Request> seen) {
    var wire =
        new Wire(
            (request, _) -> {
              seen.set(request);
              return new Reply.NotSent(Reply.Fault.TIMED_OUT);
            },
            Secrets.NONE);
    return Providers.email(ProviderUrl.parse("test", url), ENVIRONMENT, hosted, Map.of(), wire);
  }

  /** The body of the request for this mail. */
  static Json body(String url, HostedTemplates hosted, Email email) {
    var seen = new AtomicReference<Request>();
    provider(url, hosted, seen)
        .send(email, Deadline.in(Duration.ofSeconds(10), InstantSource.system()));
    return Json.parse(seen.get().body());
  }

  /** A mail with {@code text} wherever a user's own words can stand. */
  static Email saying(String text) {
    return mail("id-1", text, Map.of(), Map.of());
  }

  static Email mail(
      String id, String text, Map<String, String> headers, Map<String, String> attributes) {
    return new Email(
        new NotificationId(id),
        new Mailbox(text, new EmailAddress("no-reply@example.com")),
        new EmailAddress("jane@example.net"),
        text,
        text,
        "<p>" + text + "</p>",
        headers,
        new TemplateKey("SignUp", List.of("en"), "default"),
        new Variables(Map.of("code", "482913"), attributes, Map.of()));
  }
}
