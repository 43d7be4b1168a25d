package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.AwsServer.HangUp;
import io.github.cognitocourier.core.code.DataKeys.Unwrapped;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmsDataKeysTest {

  private static final String KEY_ARN =
      "arn:aws:kms:ap-southeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final Map<String, String> CONTEXT =
      Map.of("userpool-id", "eu-central-1_abc", "aws-crypto-public-key", "Aw==");

  private final InstantSource clock = InstantSource.system();
  private final HttpExchange exchange = new HttpExchange(clock);
  private AwsServer server;
  private KmsDataKeys dataKeys;

  @BeforeEach
  void start() throws IOException {
    var environment =
        Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "t");
    var source = CredentialSource.of(Environment.of(environment), exchange, clock);
    var deadline = Deadline.in(Duration.ofSeconds(1), clock);
    server = new AwsServer(clock);
    if (source.current(deadline) instanceof CredentialSource.Resolution.Resolved(var known)) {
      server.knows(known);
    }
    var endpoint = Environment.of(Map.of("AWS_ENDPOINT_URL_KMS", server.uri().toString()));
    dataKeys =
        new KmsDataKeys(
            new AwsJson(
                exchange,
                Endpoints.of(endpoint),
                source,
                clock,
                new Random(1),
                duration -> assertThat(duration).isPositive()));
  }

  @AfterEach
  void stop() {
    exchange.close();
    server.close();
  }

  @Test
  void kms_is_asked_in_the_keys_region_with_key_and_whole_context() {
    server.answers(200, "{\"KeyId\":\"" + KEY_ARN + "\",\"Plaintext\":\"AQID\"}");

    assertThat(unwrap(KEY_ARN))
        .isEqualTo(new Unwrapped.Key(KEY_ARN, new SecretKeySpec(new byte[] {1, 2, 3}, "AES")));

    AwsServer.Call call = server.calls().getFirst();
    assertThat(call.region()).isEqualTo("ap-southeast-2");
    assertThat(call.service()).isEqualTo("kms");
    assertThat(call.target()).isEqualTo("TrentService.Decrypt");
    assertThat(call.input().fields())
        .containsOnlyKeys("KeyId", "CiphertextBlob", "EncryptionContext");
    assertThat(call.input().at("KeyId").text()).contains(KEY_ARN);
    assertThat(call.input().at("CiphertextBlob").text()).contains("CQgH");
    assertThat(call.input().at("EncryptionContext").texts()).isEqualTo(CONTEXT);
  }

  @Test
  void the_key_that_kms_names_is_handed_on_as_it_is() {
    server.answers(200, "{\"KeyId\":\"another\",\"Plaintext\":\"AQID\"}");

    assertThat(unwrap(KEY_ARN))
        .isInstanceOfSatisfying(
            Unwrapped.Key.class, key -> assertThat(key.keyArn()).isEqualTo("another"));
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 400, KMS_DENIED",
    "UnrecognizedClientException, 400, KMS_DENIED",
    "ExpiredTokenException, 400, KMS_UNAVAILABLE",
    "DisabledException, 400, KMS_KEY_DISABLED",
    "KMSInvalidStateException, 400, KMS_KEY_DISABLED",
    "IncorrectKeyException, 400, WRONG_KMS_KEY",
    "InvalidCiphertextException, 400, TAMPERED",
    "InvalidKeyUsageException, 400, WRONG_KMS_KEY",
    "NotFoundException, 400, WRONG_KMS_KEY",
    "KeyUnavailableException, 500, KMS_UNAVAILABLE",
    "DependencyTimeoutException, 503, KMS_UNAVAILABLE",
    "ThrottlingException, 400, KMS_UNAVAILABLE",
    "SomethingNewException, 400, KMS_UNAVAILABLE"
  })
  void a_refusal_has_a_reason_and_kmss_own_word(String code, int status, Reason reason) {
    server.answers(status, "{\"__type\":\"" + code + "\",\"message\":\"m\"}");

    assertThat(unwrap(KEY_ARN)).isEqualTo(new Unwrapped.Refused(reason, code));
  }

  @Test
  void no_answer_is_unavailable() {
    server.answers(new HangUp());

    assertThat(unwrap(KEY_ARN))
        .isEqualTo(new Unwrapped.Refused(Reason.KMS_UNAVAILABLE, "connection_lost"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}
          {"KeyId":"arn"}
          {"KeyId":"arn","Plaintext":""}
          {"KeyId":"arn","Plaintext":"***"}
          {"Plaintext":"AQID"}
          """)
  void an_answer_without_a_key_is_unavailable(String body) {
    server.answers(200, body);

    assertThat(unwrap(KEY_ARN))
        .isEqualTo(new Unwrapped.Refused(Reason.KMS_UNAVAILABLE, "malformed_reply"));
  }

  @Test
  void what_is_not_a_key_arn_is_not_asked_for() {
    server.answers(200, "{}");

    assertThat(unwrap("alias/codes"))
        .isEqualTo(new Unwrapped.Refused(Reason.WRONG_KMS_KEY, "not_a_key_arn"));
    assertThat(server.calls()).isEmpty();
  }

  private Unwrapped unwrap(String keyArn) {
    var deadline = Deadline.in(Duration.ofSeconds(4), clock);
    return dataKeys.unwrap(keyArn, new byte[] {9, 8, 7}, CONTEXT, deadline);
  }
}
