package io.github.cognitocourier.providers.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What depends on the mail and stands in no fixture: its headers, a sender without a name, text
 * alone.
 */
class MailFieldsTest {

  private static final String MAILGUN = "mailgun://default?domain=mg.example.com";
  private static final String MAILJET = "mailjet://default?api-key=abc";
  private static final String MAILERSEND = "mailersend://default?custom-headers=true";
  private static final String SMTP = "smtp://default?host=smtp.example.com&username=a";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        MAILGUN + " | h:Reply-To=\"Example, \\\"Help\\\"\" <help@example.com>",
        "brevo://default | \"replyTo\":{\"email\":\"help@example.com\",\"name\":\"Example, \\\"Help\\\"\"}",
        "mandrill://default | \"Reply-To\":\"help@example.com\"",
        MAILJET
            + " | \"ReplyTo\":{\"Email\":\"help@example.com\",\"Name\":\"Example, \\\"Help\\\"\"}",
        MAILERSEND
            + " | \"reply_to\":{\"email\":\"help@example.com\",\"name\":\"Example, \\\"Help\\\"\"}",
        "postmark://default | \"ReplyTo\":\"\\\"Example, \\\\\\\"Help\\\\\\\"\\\" <help@example.com>\"",
        "resend://default | \"reply_to\":\"\\\"Example, \\\\\\\"Help\\\\\\\"\\\" <help@example.com>\"",
        "sendgrid://default | \"reply_to\":{\"email\":\"help@example.com\",\"name\":\"Example, \\\"Help\\\"\"}",
        "sparkpost://default | \"reply_to\":\"\\\"Example, \\\\\\\"Help\\\\\\\"\\\" <help@example.com>\"",
        SMTP + " | Reply-To: \"Example, \\\"Help\\\"\" <help@example.com>",
      })
  void answers_go_where_the_mail_says(String url, String expected) {
    var mail = with(Map.of("reply-to", "Example, \"Help\" <help@example.com>"));
    assertThat(SentMail.text(url, mail)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MAILGUN,
        "brevo://default",
        "mandrill://default",
        MAILJET,
        MAILERSEND,
        "postmark://default",
        "resend://default",
        "sendgrid://default",
        "sparkpost://default",
        SMTP
      })
  void headers_are_passed_on_save_those_that_the_vendor_writes(String url) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Entity-Ref-ID", "42");
    headers.put("Subject", "stranger");
    headers.put("BCC", "stranger@example.org");
    headers.put("Content-Type", "text/stranger");
    headers.put("Reply-To", "a stranger's words");
    assertThat(SentMail.text(url, with(headers)))
        .contains("X-Entity-Ref-ID")
        .contains("42")
        .doesNotContain("stranger");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        MAILGUN + "          | from=no-reply@example.com&",
        "brevo://default     | \"sender\":{\"email\":\"no-reply@example.com\"}",
        "mandrill://default  | \"from_email\":\"no-reply@example.com\",\"to\"",
        MAILJET + "          | \"From\":{\"Email\":\"no-reply@example.com\"}",
        MAILERSEND + "       | \"from\":{\"email\":\"no-reply@example.com\"}",
        "postmark://default  | \"From\":\"no-reply@example.com\"",
        "sendgrid://default  | \"from\":{\"email\":\"no-reply@example.com\"}",
        "sparkpost://default | \"from\":{\"email\":\"no-reply@example.com\"}",
      })
  void a_sender_without_a_name_is_an_address(String url, String expected) {
    var mail = SentMail.mail("id-1", "", "Code 482913", "<b>482913</b>", Map.of(), Map.of());
    assertThat(SentMail.text(url, mail)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        MAILGUN + "          | html=",
        "brevo://default     | htmlContent",
        "mandrill://default  | \"html\"",
        MAILJET + "          | HTMLPart",
        MAILJET + "          | TrackOpens",
        MAILJET + "          | Headers",
        MAILERSEND + "       | \"html\"",
        "postmark://default  | HtmlBody",
        "resend://default    | \"html\"",
        "sendgrid://default  | text/html",
        "sparkpost://default | \"html\"",
      })
  void what_the_mail_has_not_is_not_sent(String url, String field) {
    var mail = SentMail.mail("id-1", "Example", "Code 482913", "", Map.of(), Map.of());
    assertThat(SentMail.text(url, mail)).contains("482913").doesNotContain(field);
  }

  private static Email with(Map<String, String> headers) {
    return SentMail.mail("id-1", "", "Code 482913", "<b>482913</b>", headers, Map.of());
  }

  /** Brevo's template language works in inline content, too. */
  @Test
  void a_users_braces_are_shown_by_brevo_and_not_evaluated() {
    var mail =
        SentMail.mail(
            "id-1", "", "Hi {{contact.EMAIL}} {% x %} {y}", "<p>{{x}}</p>", Map.of(), Map.of());
    Json body = SentMail.body("brevo://default", HostedTemplates.NONE, mail);
    assertThat(body.at("textContent").requireText())
        .isEqualTo("Hi {{params.brace}}{contact.EMAIL}} {{params.brace}}% x %} {y}");
    assertThat(body.at("htmlContent").requireText()).isEqualTo("<p>{{params.brace}}{x}}</p>");
    assertThat(body.at("params").texts()).isEqualTo(Map.of("brace", "{"));
  }

  /** Brevo refuses a whole mail for a name of more than 70 characters. */
  @Test
  void a_long_name_is_cut_for_brevo_between_two_characters() {
    var mail =
        SentMail.mail("id-1", "🔑".repeat(71), "Code", "", Map.of("Reply-To", reply()), Map.of());
    Json body = SentMail.body("brevo://default", HostedTemplates.NONE, mail);
    assertThat(body.at("sender").at("name").requireText()).isEqualTo("🔑".repeat(70));
    assertThat(body.at("replyTo").at("name").requireText()).isEqualTo("n".repeat(70));
  }

  private static String reply() {
    return "n".repeat(71) + " <help@example.com>";
  }
}
