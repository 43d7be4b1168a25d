package io.github.cognitocourier.providers.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResendTest {

  private static final HostedTemplates HOSTED = key -> Optional.of("sign-up");

  @Test
  void tracking_that_may_be_on_is_a_warning() {
    assertThat(SentMail.provider("resend://default").warnings())
        .singleElement()
        .asString()
        .contains("tracking=off")
        .endsWith(".");
    assertThat(SentMail.provider("resend://default?tracking=off").warnings()).isEmpty();
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> SentMail.provider("resend://default?tracking=on"))
        .withMessage("resend: option tracking can only be off.");
  }

  @Test
  void a_tag_has_no_character_that_resend_refuses() {
    var mail = SentMail.mail("eu-1_Pool.id", "Example", Map.of(), Map.of());
    Json body = SentMail.body("resend://default", HostedTemplates.NONE, mail);
    assertThat(body.at("tags").at(1).at("value").requireText()).isEqualTo("eu-1_Pool_id");
  }

  @Test
  void variables_have_names_that_resend_takes_and_ours_come_first() {
    var attributes =
        Map.of("custom:tier", "gold", "code", "000000", "EMAIL", "x", "n".repeat(51), "x");
    var mail = SentMail.mail("id-1", "Hello", Map.of(), attributes);

    Json variables = SentMail.body("resend://default", HOSTED, mail).at("template").at("variables");

    assertThat(variables.texts())
        .isEqualTo(Map.of("subject", "Hello", "code", "482913", "custom_tier", "gold"));
  }

  @Test
  void a_reply_address_has_a_field_of_its_own() {
    var mail = SentMail.mail("id-1", "Example", Map.of("Reply-To", "help@example.com"), Map.of());
    Json body = SentMail.body("resend://default", HostedTemplates.NONE, mail);
    assertThat(body.at("reply_to").requireText()).isEqualTo("help@example.com");
    assertThat(body.at("headers").isAbsent()).isTrue();
  }
}
