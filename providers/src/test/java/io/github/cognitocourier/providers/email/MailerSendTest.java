package io.github.cognitocourier.providers.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.HostedTemplates;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailerSendTest {

  /** A user who calls himself {{code}} would otherwise see it evaluated. */
  @Test
  void a_users_braces_are_shown_and_not_evaluated() {
    var mail = SentMail.saying("{{a}} {$b} {% c %} {d}");
    Json body = SentMail.body("mailersend://default", HostedTemplates.NONE, mail);
    String escaped = "{{brace}}{a}} {{brace}}$b} {{brace}}% c %} {d}";
    assertThat(body.at("subject").requireText()).isEqualTo(escaped);
    assertThat(body.at("text").requireText()).isEqualTo(escaped);
    assertThat(body.at("html").requireText()).isEqualTo("<p>" + escaped + "</p>");
    Json personalization = body.at("personalization").at(0);
    assertThat(personalization.at("email").requireText()).isEqualTo("jane@example.net");
    assertThat(personalization.at("data").texts()).isEqualTo(Map.of("brace", "{"));
  }

  @Test
  void a_mail_without_braces_is_not_personalized() {
    Json body = SentMail.body("mailersend://default", HostedTemplates.NONE, SentMail.saying("{a}"));
    assertThat(body.at("text").requireText()).isEqualTo("{a}");
    assertThat(body.at("personalization").isAbsent()).isTrue();
  }

  @Test
  void headers_are_for_the_plans_that_may_write_them() {
    var headers = Map.of("Reply-To", "help@example.com", "X-Brand", "acme");
    var mail = SentMail.mail("id-1", "Example", headers, Map.of());

    Json without = SentMail.body("mailersend://default", HostedTemplates.NONE, mail);
    Json with =
        SentMail.body("mailersend://default?custom-headers=true", HostedTemplates.NONE, mail);

    assertThat(without.at("headers").isAbsent()).isTrue();
    assertThat(without.at("reply_to").at("email").requireText()).isEqualTo("help@example.com");
    assertThat(Json.write(with.at("headers").raw().orElseThrow()))
        .isEqualTo("[{\"name\":\"X-Brand\",\"value\":\"acme\"}]");
  }

  @Test
  void content_is_kept_unless_the_operator_says_no() {
    var mail = SentMail.saying("Example");
    assertThat(
            SentMail.body("mailersend://default", HostedTemplates.NONE, mail)
                .at("settings")
                .at("track_content")
                .isAbsent())
        .isTrue();
  }
}
