package io.github.cognitocourier.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential is itself or a reference; a wrong reference is told without its value. */
class ReferenceTest {

  private static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/send+grid_@=.-AbCdEf";

  @Test
  void a_key_is_itself() {
    assertThat(read("SG.key")).isEqualTo(new Credential.Literal(new Secret("SG.key")));
    assertThat(environment("SG.key").refersToSecrets()).isFalse();
  }

  @Test
  void a_secret_is_named_by_its_arn_and_may_have_a_member() {
    assertThat(read("secretsmanager:" + SECRET))
        .isEqualTo(new Credential.StoredSecret(SECRET, Optional.empty()));
    assertThat(read(" secretsmanager:" + SECRET + "#api key# "))
        .isEqualTo(new Credential.StoredSecret(SECRET, Optional.of("api key#")));
    assertThat(environment(" secretsmanager:" + SECRET).refersToSecrets()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sendgrid-key",
        "/prod/send.grid/key_1",
        "/prod/sendgrid:3",
        "sendgrid:live",
        "/aws/reference/secretsmanager/sendgrid",
        "arn:aws-us-gov:ssm:us-gov-west-1:111122223333:parameter/prod/sendgrid",
        "arn:aws:ssm:eu-central-1:111122223333:parameter/sendgrid:7"
      })
  void a_parameter_is_named_by_its_name_or_its_arn(String name) {
    assertThat(read("ssm:" + name)).isEqualTo(new Credential.Parameter(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secretsmanager:                                                              | KEY must be secretsmanager: and the ARN of a secret (
          secretsmanager:sentinel                                                      | KEY must be secretsmanager: and the ARN of a secret (
          secretsmanager:arn:aws:secretsmanager:eu-central-1:1:secret:sentinel         | KEY must be secretsmanager: and the ARN of a secret (
          secretsmanager:arn:other:secretsmanager:eu-central-1:111122223333:secret:s   | KEY must be secretsmanager: and the ARN of a secret (
          secretsmanager:arn:aws:secretsmanager:sentinel:111122223333:secret:s         | KEY must be secretsmanager: and the ARN of a secret (
          secretsmanager:arn:aws:secretsmanager:eu-central-1:111122223333:secret:s:k:: | KEY must be secretsmanager: and the ARN of a secret (
          secretsmanager:arn:aws:secretsmanager:eu-central-1:111122223333:secret:s#    | KEY ends in #; name the member
          secretsmanager:arn:aws:ssm:eu-central-1:111122223333:parameter/sentinel      | KEY holds the ARN of another service; give one of Secrets Manager.
          secretsmanager:#sentinel                                                     | KEY must be secretsmanager: and the ARN of a secret (
          ssm:                                                                         | KEY must be ssm: and the name of a parameter,
          ssm:sentinel/name                                                            | KEY must be ssm: and the name of a parameter,
          ssm:/sentinel/                                                               | KEY must be ssm: and the name of a parameter,
          ssm:/sentinel#member                                                         | KEY has a #, but a parameter has no members;
          ssm:arn:aws:ssm:eu-central-1:111122223333:document/sentinel                  | KEY must be ssm: and the name of a parameter,
          ssm:arn:aws:kms:eu-central-1:111122223333:key/sentinel                       | KEY holds the ARN of another service; give one of Systems Manager.
          arn:aws:secretsmanager:eu-central-1:111122223333:secret:sentinel             | KEY holds an ARN; write secretsmanager: or ssm: in front of it.
          SG.sentinel key                                                              | KEY holds a space or another character that no key has;
          SG.sentinél                                                                  | KEY holds a space or another character that no key has;
          ''                                                                           | KEY is not set; set it to a key.
          """)
  void a_mistake_is_one_sentence_without_the_value(String value, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> read(value))
        .satisfies(mistake -> {
          assertThat(mistake.mistakes()).hasSize(1);
          assertThat(mistake.getMessage())
              .startsWith(sentence)
              .endsWith(".")
              .doesNotContain("sentin");
        });
  }

  /** Neither is kept elsewhere: AWS's own secret is what opens the others. */
  @Test
  void an_identifier_and_a_secret_of_aws_take_no_reference() {
    Environment environment = environment("ssm:/sentinel");

    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> environment.require("KEY", "an id"))
        .withMessage("KEY takes no reference to a secret; set it to the value itself.");
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> environment.requireSecret("KEY", "a secret"))
        .withMessage("KEY takes no reference to a secret; set it to the value itself.");
  }

  /** KMS_KEY_ARN holds one, and says nothing of secrets. */
  @Test
  void an_arn_by_itself_is_no_reference() {
    assertThat(environment("arn:aws:kms:eu-west-1:111122223333:key/1").refersToSecrets()).isFalse();
  }

  @Test
  void a_dry_run_reads_no_credential_and_has_no_reference() {
    Environment dryRun = environment("ssm:/nonsense/").forDryRun();

    assertThat(dryRun.requireCredential("KEY", "a key"))
        .isEqualTo(new Credential.Literal(new Secret("***")));
    assertThat(dryRun.refersToSecrets()).isFalse();
  }

  @Test
  void a_key_that_is_not_set_has_its_name_in_the_place_of_all_secrets() {
    assertThat(within("secretsmanager:" + SECRET))
        .isEqualTo(new Credential.StoredSecret(SECRET, Optional.of("KEY")));
    assertThat(within("ssm:/prod/courier"))
        .isEqualTo(new Credential.Parameter("/prod/courier/KEY"));
    assertThat(Environment.of(Map.of("COURIER_SECRETS", "ssm:/prod")).refersToSecrets()).isTrue();
  }

  @Test
  void a_key_that_is_set_is_not_looked_for_elsewhere() {
    Environment both = Environment.of(Map.of("KEY", "SG.key", "COURIER_SECRETS", "ssm:/prod"));

    assertThat(both.requireCredential("KEY", "a key"))
        .isEqualTo(new Credential.Literal(new Secret("SG.key")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sentinel",
        "ssm:sentinel",
        "ssm:/sentinel/",
        "ssm:arn:aws:ssm:eu-central-1:111122223333:parameter/sentinel",
        "secretsmanager:" + SECRET + "#sentinel",
        "secretsmanager:sentinel"
      })
  void a_place_of_another_form_is_named_without_its_value(String place) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> within(place))
        .withMessageStartingWith("COURIER_SECRETS must be secretsmanager: and the ARN of a secret")
        .satisfies(mistake -> assertThat(mistake.getMessage()).doesNotContain("sentinel"));
  }

  private static Credential within(String place) {
    return Environment.of(Map.of("COURIER_SECRETS", place)).requireCredential("KEY", "a key");
  }

  private static Credential read(String value) {
    return environment(value).requireCredential("KEY", "a key");
  }

  private static Environment environment(String value) {
    return Environment.of(Map.of("KEY", value));
  }
}
