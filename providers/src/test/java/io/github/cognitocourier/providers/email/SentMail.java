package io.github.cognitocourier.providers.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.delivery.Outcome;
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
import java.net.URLDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the e-mail providers would send, and what they say of it; nothing leaves. */
final class SentMail {

  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "BREVO_API_KEY", "key",
              "MAILERSEND_API_TOKEN", "key",
              "MAILGUN_API_KEY", "key",
              "MAILJET_SECRET_KEY", "key",
              "MANDRILL_API_KEY", "key",
              "POSTMARK_SERVER_TOKEN", "key",
              "RESEND_API_KEY", "key",
              "SENDGRID_API_KEY", "key",
              "SMTP_PASSWORD", "key",
              "SPARKPOST_API_KEY", "key"));

  private SentMail() {}

  static Provider<Email> provider(String url) {
    return provider(url, HostedTemplates.NONE, new ArrayList<>());
  }

  static Provider<Email> provider(String url, HostedTemplates hosted) {
    return provider(url, hosted, new ArrayList<>());
  }

  private static Provider<Email> provider(
      String url, HostedTemplates hosted, List<Request> requests) {
    var wire =
        new Wire(
            (request, _) -> {
              requests.add(request);
              return new Reply.NotSent(Reply.Fault.TIMED_OUT);
            },
            Secrets.NONE);
    return Providers.email(ProviderUrl.parse("test", url), ENVIRONMENT, hosted, Map.of(), wire);
  }

  /** What became of this mail, whose requests are added to {@code requests}. */
  static Outcome outcome(String url, HostedTemplates hosted, Email email, List<Request> requests) {
    return provider(url, hosted, requests)
        .send(email, Deadline.in(Duration.ofSeconds(10), InstantSource.system()));
  }

  /** The body of the request for this mail: JSON, or a form that is decoded. */
  static String text(String url, Email email) {
    var requests = new ArrayList<Request>();
    outcome(url, HostedTemplates.NONE, email, requests);
    String body = requests.getFirst().body();
    return url.startsWith("mailgun") ? URLDecoder.decode(body, UTF_8) : body;
  }

  /** The body of the request for this mail. */
  static Json body(String url, HostedTemplates hosted, Email email) {
    var requests = new ArrayList<Request>();
    outcome(url, hosted, email, requests);
    return Json.parse(requests.getFirst().body());
  }

  /** A mail with {@code text} wherever a user's own words can stand. */
  static Email saying(String text) {
    return mail("id-1", text, Map.of(), Map.of());
  }

  static Email mail(
      String id, String text, Map<String, String> headers, Map<String, String> attributes) {
    return mail(id, text, text, "<p>" + text + "</p>", headers, attributes);
  }

  /** A mail whose sender's name is {@code name}, and so is its subject. */
  static Email mail(
      String id,
      String name,
      String text,
      String html,
      Map<String, String> headers,
      Map<String, String> attributes) {
    return new Email(
        new NotificationId(id),
        new Mailbox(name, new EmailAddress("no-reply@example.com")),
        new EmailAddress("jane@example.net"),
        name,
        text,
        html,
        headers,
        new TemplateKey("SignUp", List.of("en"), "default"),
        new Variables(Map.of("code", "482913"), attributes, Map.of()));
  }
}
