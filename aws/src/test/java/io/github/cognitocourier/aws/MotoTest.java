package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.code.DataKeys.Unwrapped;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.trigger.Users.Lookup;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The client against moto, an AWS written by others.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto's server mode</a>
 */
@NeedsTool("moto_server")
class MotoTest {

  private static final Region REGION = new Region("eu-central-1");
  private static final Map<String, String> CONTEXT =
      Map.of("userpool-id", "eu-central-1_abc", "aws-crypto-public-key", "Aw==");

  private static final InstantSource CLOCK = InstantSource.system();
  private static final HttpExchange EXCHANGE = new HttpExchange(CLOCK);

  private static MotoServer moto;
  private static AwsJson client;

  @BeforeAll
  static void start() throws InterruptedException {
    moto = MotoServer.start();
    client =
        AwsJson.of(
            Environment.of(
                Map.of(
                    "AWS_ENDPOINT_URL",
                    moto.endpoint().toString(),
                    "AWS_ACCESS_KEY_ID",
                    "AKIDMOTO",
                    "AWS_SECRET_ACCESS_KEY",
                    "secret")),
            EXCHANGE,
            CLOCK,
            new Random(1),
            Pause.ofThread());
  }

  @AfterAll
  static void stop() {
    EXCHANGE.close();
    moto.close();
  }

  @Test
  void kms_unwraps_a_data_key_that_it_wrapped_in_the_same_context() {
    String keyArn = createKey();
    byte[] wrapped = wrapped(keyArn);

    assertThat(unwrap(keyArn, wrapped, CONTEXT))
        .isEqualTo(
            new Unwrapped.Key(
                keyArn,
                new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.UTF_8), "AES")));
  }

  @Test
  void kms_refuses_another_context() {
    String keyArn = createKey();

    assertThat(unwrap(keyArn, wrapped(keyArn), Map.of("userpool-id", "eu-central-1_foreign")))
        .isEqualTo(new Unwrapped.Refused(Reason.TAMPERED, "InvalidCiphertextException"));
  }

  @Test
  void kms_does_not_find_a_key_that_was_never_made() {
    String keyArn = createKey();
    String other = keyArn.replaceAll("[0-9a-f]{12}$", "000000000000");

    assertThat(unwrap(other, wrapped(keyArn), CONTEXT))
        .isEqualTo(new Unwrapped.Refused(Reason.WRONG_KMS_KEY, "NotFoundException"));
  }

  @Test
  void cognito_tells_a_users_attributes() {
    String pool =
        call(AwsService.COGNITO_IDENTITY_PROVIDER, "CreateUserPool", Map.of("PoolName", "p"))
            .at("UserPool")
            .at("Id")
            .requireText();
    call(
        AwsService.COGNITO_IDENTITY_PROVIDER,
        "AdminCreateUser",
        Map.of(
            "UserPoolId",
            pool,
            "Username",
            "jürgen",
            "UserAttributes",
            List.of(
                Map.of("Name", "email", "Value", "juergen@example.com"),
                Map.of("Name", "locale", "Value", "de"))));
    var users = new CognitoUsers(client, REGION);

    assertThat(users.attributes(pool, "jürgen", soon()))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found ->
                assertThat(found.attributes())
                    .containsEntry("email", "juergen@example.com")
                    .containsEntry("locale", "de"));
    assertThat(users.attributes(pool, "nobody", soon()))
        .isEqualTo(new Lookup.NotFound("UserNotFoundException"));
  }

  private static String createKey() {
    return call(AwsService.KMS, "CreateKey", Map.of()).at("KeyMetadata").at("Arn").requireText();
  }

  private static byte[] wrapped(String keyArn) {
    String plaintext =
        Base64.getEncoder().encodeToString("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    Json output =
        call(
            AwsService.KMS,
            "Encrypt",
            Map.of("KeyId", keyArn, "Plaintext", plaintext, "EncryptionContext", CONTEXT));
    return Base64.getDecoder().decode(output.at("CiphertextBlob").requireText());
  }

  private static Unwrapped unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
    return new KmsDataKeys(client).unwrap(keyArn, wrapped, context, soon());
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
