package io.github.cognitocourier.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/mrk-0123456789abcdef";

  @TempDir private Path folder;

  @Test
  void three_settings_are_enough() {
    Settings settings = read(Map.of());

    assertThat(settings.keyArns()).containsExactly(KEY);
    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.stopOnUnknown()).isFalse();
    assertThat(settings.allowMissingUserPool()).isFalse();
    assertThat(settings.fromOf(settings.document().brandOf(java.util.Optional.empty())).name())
        .isEqualTo("Example");
  }

  @Test
  void every_mistake_is_told_at_once_in_one_sentence_that_names_the_setting() {
    var environment =
        Environment.of(
            Map.of(
                "KMS_KEY_ARN", "1234abcd-12ab",
                "COURIER_FROM", "nobody",
                "COURIER_DEADLINE", "soon",
                "COURIER_UNKNOWN", "maybe",
                "COURIER_CONFIG", "nowhere.json"));

    assertThat(mistakesOf(environment).mistakes())
        .containsExactly(
            "COURIER_CONFIG names a file that cannot be read; put courier.json into the zip or a"
                + " layer and set its path.",
            "COURIER_FROM must be an address such as Example <no-reply@example.com>.",
            "Neither COURIER_EMAIL nor COURIER_SMS is set; set at least one, such as"
                + " COURIER_EMAIL=sendgrid://default.",
            "KMS_KEY_ARN must be the ARN of a key (arn:aws:kms:region:account:key/id), or several"
                + " separated by commas; a key id or an alias is not enough.",
            "COURIER_DEADLINE must be a number of seconds from 0.5 to 60, such as 4s.",
            "COURIER_UNKNOWN must be failover or stop.");
  }

  @Test
  void an_empty_environment_says_what_is_missing() {
    assertThat(mistakesOf(Environment.of(Map.of())).mistakes())
        .anyMatch(sentence -> sentence.startsWith("KMS_KEY_ARN is not set"))
        .anyMatch(sentence -> sentence.startsWith("Neither COURIER_EMAIL nor COURIER_SMS"));
  }

  @Test
  void several_keys_are_separated_by_commas() {
    String other = KEY.replace("eu-west-1", "us-east-1");

    assertThat(read(Map.of("KMS_KEY_ARN", KEY + " , " + other)).keyArns())
        .containsExactly(KEY, other);
  }

  @Test
  void a_deadline_is_in_seconds() {
    assertThat(read(Map.of("COURIER_DEADLINE", "2.5")).deadline())
        .isEqualTo(Duration.ofMillis(2500));
    assertThat(read(Map.of("COURIER_DEADLINE", "3s")).deadline()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void a_sender_may_stand_in_courier_json_instead() throws IOException {
    Files.writeString(
        folder.resolve("courier.json"), "{\"brand\": {\"from\": \"Acme <login@acme.example>\"}}");

    Settings settings = read(Map.of("COURIER_FROM", "", "COURIER_CONFIG", "courier.json"));

    assertThat(settings.fromOf(settings.document().brands().get("default")).address().value())
        .isEqualTo("login@acme.example");
  }

  /** It was told when the first variable was taken away: in the middle of a rotation. */
  @Test
  void a_wrong_place_of_secrets_is_told_though_nothing_is_kept_there() {
    InvalidSettings wrong =
        catchThrowableOfType(
            InvalidSettings.class,
            () -> read(Map.of("COURIER_SECRETS", "ssm:sentinel", "SENDGRID_API_KEY", "SG.key")));

    assertThat(wrong.mistakes())
        .singleElement()
        .asString()
        .startsWith("COURIER_SECRETS must be secretsmanager: and the ARN of a secret")
        .doesNotContain("sentinel");
  }

  private Settings read(Map<String, String> changes) {
    var variables =
        new HashMap<>(
            Map.of(
                "KMS_KEY_ARN", KEY,
                "COURIER_FROM", "Example <no-reply@example.com>",
                "COURIER_EMAIL", "sendgrid://default"));
    variables.putAll(changes);
    return Settings.read(Environment.of(variables), folder);
  }

  private InvalidSettings mistakesOf(Environment environment) {
    return catchThrowableOfType(InvalidSettings.class, () -> Settings.read(environment, folder));
  }
}
