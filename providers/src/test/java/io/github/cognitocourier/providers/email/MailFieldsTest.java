package io.github.cognitocourier.providers.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.Mailbox;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What depends on the mail and stands in no fixture: its headers, a sender without a name, text
 * alone.
 */
class MailFieldsTest {

  private static final String MAILGUN = "mailgun://default?domain=mg.example.com";
  private static final String MAILJET = "mailjet://default?api-key=abc";

  private final Bench bench = new Bench();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        MAILGUN + "         | h:Reply-To=\"Example, \\\"Help\\\"\" <help@example.com>",
        "brevo://default    | \"replyTo\":{\"name\":\"Example, \\\"Help\\\"\",\"email\":\"help@example.com\"}",
        "mandrill://default | \"Reply-To\":\"help@example.com\"",
        MAILJET
            + "         | \"ReplyTo\":{\"Email\":\"help@example.com\",\"Name\":\"Example, \\\"Help\\\"\"}",
      })
  void answers_go_where_the_mail_says(String url, String expected) {
    String body = body(url, Map.of("reply-to", "Example, \"Help\" <help@example.com>"));
    assertThat(body).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({MAILGUN, "brevo://default", "mandrill://default", MAILJET})
  void headers_are_passed_on_save_those_that_the_vendor_writes(String url) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Entity-Ref-ID", "42");
    headers.put("Subject", "stranger");
    headers.put("BCC", "stranger@example.org");
    headers.put("Content-Type", "text/stranger");
    String body = body(url, headers);
    assertThat(body).contains("X-Entity-Ref-ID").contains("42").doesNotContain("stranger");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        MAILGUN + "         | from=no-reply@example.com&",
        "brevo://default    | \"sender\":{\"email\":\"no-reply@example.com\"}",
        "mandrill://default | \"from_email\":\"no-reply@example.com\",\"to\"",
        MAILJET + "         | \"From\":{\"Email\":\"no-reply@example.com\"}",
      })
  void a_sender_without_a_name_is_an_address(String url, String expected) {
    assertThat(body(url, Map.of())).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        MAILGUN + "         | html=",
        "brevo://default    | htmlContent",
        "mandrill://default | \"html\"",
        MAILJET + "         | HTMLPart",
        MAILJET + "         | TrackOpens",
        MAILJET + "         | Headers",
      })
  void what_the_mail_has_not_is_not_sent(String url, String field) {
    var sender = new Mailbox("Example", new EmailAddress("no-reply@example.com"));
    bench.send(url, Optional.empty(), Bench.mail(sender, "Code 482913", "", Map.of()));
    assertThat(bench.requests().getFirst().body()).contains("482913").doesNotContain(field);
  }

  private String body(String url, Map<String, String> headers) {
    bench.send(url, Optional.empty(), Bench.mail(headers));
    String body = bench.requests().getFirst().body();
    return url.startsWith("mailgun") ? URLDecoder.decode(body, UTF_8) : body;
  }

  /** Brevo's template language works in inline content, too. */
  @Test
  void a_users_braces_are_shown_by_brevo_and_not_evaluated() {
    var bench = new Bench();
    var from = new Mailbox("", new EmailAddress("no-reply@example.com"));
    var mail = Bench.mail(from, "Hi {{contact.EMAIL}} {% x %} {y}", "<p>{{x}}</p>", Map.of());
    var _ = bench.send("brevo://default", Optional.empty(), mail);
    Json body = Json.parse(bench.requests().getFirst().body());
    assertThat(body.at("textContent").requireText())
        .isEqualTo("Hi {{params.brace}}{contact.EMAIL}} {{params.brace}}% x %} {y}");
    assertThat(body.at("htmlContent").requireText()).isEqualTo("<p>{{params.brace}}{x}}</p>");
    assertThat(body.at("params").texts()).isEqualTo(Map.of("brace", "{"));
  }
}
