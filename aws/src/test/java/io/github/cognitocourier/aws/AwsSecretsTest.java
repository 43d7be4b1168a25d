package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.AwsServer.HangUp;
import io.github.cognitocourier.aws.AwsServer.Stall;
import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.delivery.Secrets.Reason;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSecretsTest {

  private static final String ARN =
      "arn:aws:secretsmanager:ap-southeast-2:111122223333:secret:sendgrid-AbCdEf";
  private static final Credential.Reference SECRET =
      new Credential.StoredSecret(ARN, Optional.empty());
  private static final Credential.Reference PARAMETER = new Credential.Parameter("/prod/sendgrid");
  private static final String DENIED = "{\"__type\":\"AccessDeniedException\"}";

  private final InstantSource clock = InstantSource.system();
  private final SettableClock keeper = new SettableClock();
  private final HttpExchange exchange = new HttpExchange(clock);
  private AwsServer server;
  private AwsSecrets secrets;

  @BeforeEach
  void start() throws IOException {
    server = new AwsServer(clock);
    server.knows(new Credentials("AKID", new Secret("s"), Optional.empty(), Instant.MAX));
    var environment =
        Environment.of(
            Map.of(
                "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_ENDPOINT_URL", server.uri().toString()));
    AwsJson client = AwsJson.of(environment, exchange, clock, new Random(1), pause -> {});
    secrets = new AwsSecrets(client, new Region("eu-west-1"), keeper);
  }

  @AfterEach
  void stop() {
    exchange.close();
    server.close();
  }

  @Test
  void a_secret_is_asked_for_in_the_region_of_its_arn() {
    server.answers(200, stored("SG.key"));

    assertThat(find(SECRET)).isEqualTo(found("SG.key"));
    AwsServer.Call call = server.calls().getFirst();
    assertThat(call.service()).isEqualTo("secretsmanager");
    assertThat(call.region()).isEqualTo("ap-southeast-2");
    assertThat(call.target()).isEqualTo("secretsmanager.GetSecretValue");
    assertThat(call.input().fields()).containsOnlyKeys("SecretId");
    assertThat(call.input().at("SecretId").text()).contains(ARN);
  }

  @ParameterizedTest
  @CsvSource({
    "/prod/sendgrid:3, eu-west-1",
    "arn:aws:ssm:us-east-2:111122223333:parameter/prod/sendgrid, us-east-2"
  })
  void a_parameter_is_asked_for_decrypted_in_its_region(String name, String region) {
    server.answers(200, "{\"Parameter\":{\"Name\":\"n\",\"Value\":\"SG.key\"}}");

    assertThat(find(new Credential.Parameter(name))).isEqualTo(found("SG.key"));
    AwsServer.Call call = server.calls().getFirst();
    assertThat(call.service()).isEqualTo("ssm");
    assertThat(call.region()).isEqualTo(region);
    assertThat(call.target()).isEqualTo("AmazonSSM.GetParameter");
    assertThat(call.input().fields()).containsOnlyKeys("Name", "WithDecryption");
    assertThat(call.input().at("Name").text()).contains(name);
    assertThat(call.input().at("WithDecryption").raw()).contains(true);
  }

  @Test
  void a_member_of_a_json_object_is_the_key_and_white_space_around_a_key_is_not() {
    server.answers(200, stored("{\"other\":\"x\",\"api key\":\" SG.key\\n\"}"));

    assertThat(find(new Credential.StoredSecret(ARN, Optional.of("api key"))))
        .isEqualTo(found("SG.key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"SecretBinary":"U0cua2V5"}                            |     | binary
          {"SecretString":""}                                    |     | not_a_key
          {"SecretString":"two words"}                           |     | not_a_key
          {"SecretString":"SG.k\\u00e9y"}                        |     | not_a_key
          {"SecretString":"SG.\\u0000key"}                       |     | not_a_key
          {"SecretString":"{\\"key\\":\\"SG.key\\"}"}            |     | no_member_named
          {"SecretString":"SG.key"}                              | key | not_a_json_object
          {"SecretString":"[\\"SG.key\\"]"}                      | key | not_a_json_object
          {"SecretString":"{\\"keys\\":\\"SG.key\\"}"}           | key | no_such_member
          {"SecretString":"{\\"key\\":{\\"key\\":\\"SG.key\\"}}"}| key | no_such_member
          {"SecretString":"{\\"key\\":\\"\\"}"}                  | key | not_a_key
          {}                                                     | key | binary
          """)
  void what_holds_no_key_is_malformed_and_not_kept(String answer, String member, String detail) {
    var reference = new Credential.StoredSecret(ARN, Optional.ofNullable(member));
    server.answers(200, answer);

    assertThat(find(reference)).isEqualTo(new Lookup.Missing(Reason.SECRET_MALFORMED, detail));
    find(reference);
    assertThat(server.calls()).hasSize(2);
  }

  @Test
  void a_parameter_without_a_value_is_malformed() {
    server.answers(200, "{\"Parameter\":{}}");

    assertThat(find(PARAMETER)).isEqualTo(new Lookup.Missing(Reason.SECRET_MALFORMED, "no_value"));
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, 400, SECRET_NOT_FOUND",
    "ParameterNotFound, 400, SECRET_NOT_FOUND",
    "ParameterVersionNotFound, 400, SECRET_NOT_FOUND",
    "AccessDeniedException, 400, SECRET_DENIED",
    "DecryptionFailure, 400, SECRET_DENIED",
    "InvalidKeyId, 400, SECRET_DENIED",
    "InvalidRequestException, 400, SECRET_DENIED",
    "UnrecognizedClientException, 400, SECRET_DENIED",
    "ThrottlingException, 400, SECRET_UNAVAILABLE",
    "InternalServiceError, 500, SECRET_UNAVAILABLE",
    "InternalServerError, 500, SECRET_UNAVAILABLE"
  })
  void a_refusal_has_a_reason_and_awss_own_word_and_is_not_kept(
      String code, int status, Reason reason) {
    server.answers(status, "{\"__type\":\"" + code + "\",\"message\":\"m\"}");

    assertThat(find(SECRET)).isEqualTo(new Lookup.Missing(reason, code));
    int calls = server.calls().size();
    find(SECRET);
    assertThat(server.calls()).hasSize(2 * calls);
  }

  @Test
  void no_answer_is_unavailable_and_not_kept() {
    server.answers(new HangUp(), new HangUp(), new HangUp()).answers(200, stored("SG.key"));

    assertThat(find(SECRET))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_UNAVAILABLE, "connection_lost"));
    assertThat(find(SECRET)).isEqualTo(found("SG.key"));
  }

  @Test
  void a_service_that_hangs_is_waited_for_until_the_deadline() {
    server.answers(new Stall());
    long start = System.nanoTime();

    assertThat(secrets.find(SECRET, Deadline.in(Duration.ofMillis(600), clock)))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_UNAVAILABLE, "timed_out"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void a_key_is_fetched_once_and_each_reference_by_itself() {
    server.answers(200, stored("{\"a\":\"1\",\"b\":\"2\"}"));
    var a = new Credential.StoredSecret(ARN, Optional.of("a"));
    var b = new Credential.StoredSecret(ARN, Optional.of("b"));

    assertThat(find(a)).isEqualTo(found("1"));
    keeper.move(Duration.ofDays(30));
    assertThat(find(a)).isEqualTo(found("1"));
    assertThat(find(b)).isEqualTo(found("2"));
    assertThat(server.calls()).hasSize(2);
  }

  @Test
  void a_key_that_is_wrong_is_fetched_anew_once_in_30_seconds() {
    server.answers(200, stored("SG.key"));
    find(SECRET);

    assertThat(insteadOf("SG.key")).isEqualTo(found("SG.key"));
    assertThat(insteadOf("SG.key")).isEqualTo(found("SG.key"));
    keeper.move(KeptSecret.REFRESH_AGAIN_AFTER.minusMillis(1));
    assertThat(insteadOf("SG.key")).isEqualTo(found("SG.key"));
    assertThat(server.calls()).hasSize(2);
    keeper.move(Duration.ofMillis(1));
    assertThat(insteadOf("SG.key")).isEqualTo(found("SG.key"));
    assertThat(server.calls()).hasSize(3);
  }

  @Test
  void a_key_that_was_replaced_is_kept_in_place_of_the_old_one() {
    server.answers(200, stored("old")).answers(200, stored("new"));
    find(SECRET);

    assertThat(insteadOf("old")).isEqualTo(found("new"));
    assertThat(find(SECRET)).isEqualTo(found("new"));
    assertThat(insteadOf("old")).as("whoever still had the old one").isEqualTo(found("new"));
    assertThat(server.calls()).hasSize(2);
  }

  @Test
  void a_refresh_that_fails_does_not_lose_the_key() {
    server.answers(200, stored("SG.key")).answers(400, DENIED);
    find(SECRET);

    assertThat(insteadOf("SG.key"))
        .isEqualTo(new Lookup.Missing(Reason.SECRET_DENIED, "AccessDeniedException"));
    assertThat(find(SECRET)).isEqualTo(found("SG.key"));
  }

  private Lookup find(Credential.Reference reference) {
    return secrets.find(reference, Deadline.in(Duration.ofSeconds(4), clock));
  }

  private Lookup insteadOf(String wrong) {
    return secrets.insteadOf(SECRET, new Secret(wrong), Deadline.in(Duration.ofSeconds(4), clock));
  }

  private static Lookup found(String key) {
    return new Lookup.Found(new Secret(key));
  }

  private static String stored(String text) {
    return Json.write(Map.of("ARN", ARN, "Name", "sendgrid", "SecretString", text));
  }
}
