package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.delivery.Secrets.Reason;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys in moto's Secrets Manager and Parameter Store, which others have written. */
@NeedsTool("moto_server")
class MotoSecretsTest {

  private static final Region REGION = new Region("eu-central-1");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final HttpExchange EXCHANGE = new HttpExchange(CLOCK);

  private static MotoServer moto;
  private static AwsJson client;
  private static AwsSecrets secrets;

  @BeforeAll
  static void start() throws InterruptedException {
    moto = MotoServer.start();
    var environment =
        Environment.of(
            Map.of(
                "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", "AKIDMOTO",
                "AWS_SECRET_ACCESS_KEY", "secret"));
    client = AwsJson.of(environment, EXCHANGE, CLOCK, new Random(1), Pause.ofThread());
    secrets = new AwsSecrets(client, REGION, CLOCK);
  }

  @AfterAll
  static void stop() {
    EXCHANGE.close();
    moto.close();
  }

  @Test
  void secrets_manager_gives_a_secret_or_a_member_of_it_and_the_new_one_after_rotation() {
    String arn = createSecret(Map.of("Name", "sendgrid", "SecretString", "SG.old\n"));
    var secret = new Credential.StoredSecret(arn, Optional.empty());

    assertThat(secrets.find(secret, soon())).isEqualTo(found("SG.old"));
    call(
        AwsService.SECRETS_MANAGER,
        "PutSecretValue",
        Map.of("SecretId", arn, "SecretString", "SG.new"));
    assertThat(secrets.find(secret, soon())).isEqualTo(found("SG.old"));
    assertThat(secrets.insteadOf(secret, new Secret("SG.old"), soon())).isEqualTo(found("SG.new"));

    String object = createSecret(Map.of("Name", "twilio", "SecretString", "{\"token\":\"t0k3n\"}"));
    assertThat(secrets.find(new Credential.StoredSecret(object, Optional.of("token")), soon()))
        .isEqualTo(found("t0k3n"));
  }

  @Test
  void secrets_manager_refuses_a_secret_that_is_not_there_is_bytes_or_goes_away() {
    String arn = createSecret(Map.of("Name", "bytes", "SecretBinary", "U0cua2V5"));
    var secret = new Credential.StoredSecret(arn, Optional.empty());
    var other =
        new Credential.StoredSecret(arn.replace("bytes-", "another-name-"), Optional.empty());

    assertThat(secrets.find(secret, soon()))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_MALFORMED, "binary"));
    assertThat(secrets.find(other, soon()))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_NOT_FOUND, "ResourceNotFoundException"));
    call(AwsService.SECRETS_MANAGER, "DeleteSecret", Map.of("SecretId", arn));
    assertThat(secrets.find(secret, soon()))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_DENIED, "InvalidRequestException"));
  }

  @Test
  void parameter_store_gives_a_parameter_in_clear_by_name_or_arn_or_version() {
    Map<String, ?> first = Map.of("Name", "/prod/key", "Type", "SecureString", "Value", "SG.one");
    call(AwsService.SSM, "PutParameter", first);
    call(
        AwsService.SSM,
        "PutParameter",
        Map.of("Name", "/prod/key", "Type", "SecureString", "Value", "SG.two", "Overwrite", true));
    String arn =
        call(AwsService.SSM, "GetParameter", Map.of("Name", "/prod/key"))
            .at("Parameter")
            .at("ARN")
            .requireText();

    assertThat(parameter("/prod/key")).isEqualTo(found("SG.two"));
    assertThat(parameter("/prod/key:1")).isEqualTo(found("SG.one"));
    assertThat(parameter(arn)).isEqualTo(found("SG.two"));
    assertThat(parameter("/prod/other"))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_NOT_FOUND, "ParameterNotFound"));
    assertThat(parameter("/prod/key:9"))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_NOT_FOUND, "ParameterVersionNotFound"));
  }

  private static Lookup parameter(String name) {
    return secrets.find(new Credential.Parameter(name), soon());
  }

  private static Lookup found(String key) {
    return new Lookup.Found(new Secret(key));
  }

  private static String createSecret(Map<String, ?> input) {
    return call(AwsService.SECRETS_MANAGER, "CreateSecret", input).at("ARN").requireText();
  }

  private static Json call(AwsService service, String operation, Map<String, ?> input) {
    AwsReply reply = client.call(service, REGION, operation, input, soon());
    assertThat(reply).isInstanceOf(AwsReply.Answer.class);
    return ((AwsReply.Answer) reply).output();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20), CLOCK);
  }
}
