package io.github.cognitocourier.providers.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmarkTest {

  @ParameterizedTest
  @ValueSource(strings = {"Codes", "1codes", "a b", "a234567890123456789012345678901"})
  void a_stream_has_the_form_of_an_id(String stream) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> SentMail.provider("postmark://default?stream=" + stream))
        .withMessage(
            "postmark: option stream must be the id of a message stream, such as outbound.");
  }

  /** Postmark refuses a whole mail for a longer value; an id of a digest has 84 characters. */
  @Test
  void a_long_id_is_cut_to_what_metadata_takes() {
    String id = "us-east-1_AbCdEfGhI." + "0123456789abcdef".repeat(4);
    var mail = SentMail.mail(id, "Example", Map.of(), Map.of());

    Json metadata = SentMail.body("postmark://default", HostedTemplates.NONE, mail).at("Metadata");

    assertThat(metadata.at("notification_id").requireText()).hasSize(80);
    assertThat(id).endsWith(metadata.at("notification_id").requireText());
  }

  @Test
  void a_reply_address_has_a_field_of_its_own() {
    var mail = SentMail.mail("id-1", "Example", Map.of("reply-to", "help@example.com"), Map.of());
    Json body = SentMail.body("postmark://default", HostedTemplates.NONE, mail);
    assertThat(body.at("ReplyTo").requireText()).isEqualTo("help@example.com");
    assertThat(body.at("Headers").isAbsent()).isTrue();
  }

  @Test
  void a_name_with_quotes_and_commas_stays_one_name() {
    Json body =
        SentMail.body(
            "postmark://default", HostedTemplates.NONE, SentMail.saying("Doe, \"J\" \\ Co"));
    assertThat(body.at("From").requireText())
        .isEqualTo("\"Doe, \\\"J\\\" \\\\ Co\" <no-reply@example.com>");
    assertThat(
            SentMail.body("postmark://default", HostedTemplates.NONE, SentMail.saying(""))
                .at("From")
                .requireText())
        .isEqualTo("no-reply@example.com");
  }
}
