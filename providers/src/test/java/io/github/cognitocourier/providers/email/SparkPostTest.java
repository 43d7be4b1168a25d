package io.github.cognitocourier.providers.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkPostTest {

  @Test
  void a_region_is_us_or_eu() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> SentMail.provider("sparkpost://default?region=de"))
        .withMessage("sparkpost: option region must be us or eu.");
  }

  /** A user who calls himself {{address.email}} would otherwise see it evaluated. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{code}}     | {{opening_double_curly()}}code}}
          {{{code}}}   | {{opening_triple_curly()}}code}}}
          {{{{x        | {{opening_triple_curly()}}{x
          a{b}{c}}     | a{b}{c}}
          """)
  void a_users_braces_are_printed_and_not_evaluated(String written, String sent) {
    var mail =
        SentMail.mail(
            "id-1", written, Map.of("X-Name", written, "Reply-To", "a@example.com"), Map.of());

    Json content = SentMail.body("sparkpost://default", HostedTemplates.NONE, mail).at("content");

    assertThat(content.at("from").at("name").requireText()).isEqualTo(sent);
    assertThat(content.at("subject").requireText()).isEqualTo(sent);
    assertThat(content.at("text").requireText()).isEqualTo(sent);
    assertThat(content.at("html").requireText()).isEqualTo("<p>" + sent + "</p>");
    assertThat(content.at("headers").texts()).isEqualTo(Map.of("X-Name", sent));
    assertThat(content.at("reply_to").requireText()).isEqualTo("a@example.com");
  }

  @Test
  void headers_that_sparkpost_writes_itself_are_left_out() {
    var mail = SentMail.mail("id-1", "Example", Map.of("Content-Type", "text/plain"), Map.of());
    Json body = SentMail.body("sparkpost://default", HostedTemplates.NONE, mail);
    assertThat(body.at("content").at("headers").isAbsent()).isTrue();
  }
}
