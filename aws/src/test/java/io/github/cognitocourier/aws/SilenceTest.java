package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cognitocourier.core.code.DataKeys.Unwrapped;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.trigger.Users.Lookup;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever AWS answers, nothing secret is in what our types print. */
class SilenceTest {

  private static final String SENTINEL = "SENTINEL";
  private static final String KEY = SENTINEL + "-data-key-of-32-bytes-at-most";
  private static final String KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234";

  private static final String SECRET_ARN =
      "arn:aws:secretsmanager:eu-west-1:111122223333:secret:key-AbCdEf";
  private static final List<Credential.Reference> REFERENCES =
      List.of(
          new Credential.StoredSecret(SECRET_ARN, Optional.empty()),
          new Credential.StoredSecret(SECRET_ARN, Optional.of("key")),
          new Credential.Parameter("/key"));

  private final InstantSource clock = InstantSource.system();
  private final List<Object> printed = new ArrayList<>();

  static Stream<Reply> replies() {
    return Stream.of(
        new Answered(
            200,
            Map.of("x-amzn-requestid", SENTINEL),
            """
            {"KeyId":"%s","Plaintext":"%s",
             "UserAttributes":[{"Name":"email","Value":"SENTINEL@example.com"}]}
            """
                .formatted(KEY_ARN, base64(KEY))),
        new Answered(200, Map.of(), "{\"Plaintext\":\"SENTINEL\",\"UserAttributes\":\"SENTINEL\"}"),
        new Answered(200, Map.of(), "{\"SecretString\":\"SENTINEL\",\"Parameter\":\"SENTINEL\"}"),
        new Answered(
            200,
            Map.of(),
            "{\"SecretString\":\"{\\\"key\\\":\\\"SENTINEL x\\\"}\","
                + "\"Parameter\":{\"Value\":\"SENTINEL x\"}}"),
        new Answered(200, Map.of(), "SENTINEL"),
        new Answered(200, Map.of(), "{\"UserAttributes\":[{\"Name\":{\"SENTINEL\":1}}]}"),
        new Answered(
            400, Map.of(), "{\"__type\":\"Denied\",\"message\":\"SENTINEL may not decrypt\"}"),
        new Answered(400, Map.of(), "{\"__type\":\"not a name: SENTINEL\"}"),
        new Answered(500, Map.of("x-amzn-errortype", "!SENTINEL"), "SENTINEL"),
        new Reply.NoAnswer(Reply.Fault.TIMED_OUT));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void no_answer_makes_a_type_print_a_secret(Reply reply) {
    Exchange exchange = (request, deadline) -> reply;
    var deadline = Deadline.in(Duration.ofSeconds(1), clock);
    CredentialSource source = CredentialSource.of(secrets(), exchange, clock);
    AwsJson client = AwsJson.of(secrets(), exchange, clock, new Random(1), pause -> {});
    Unwrapped unwrapped =
        new KmsDataKeys(client).unwrap(KEY_ARN, new byte[] {1}, Map.of("sub", SENTINEL), deadline);
    Lookup lookup =
        new CognitoUsers(client, new Region("eu-west-1"))
            .attributes("eu-west-1_abc", SENTINEL, deadline);
    var kept = new AwsSecrets(client, new Region("eu-west-1"), clock);
    for (var reference : REFERENCES) {
      printed.add(kept.find(reference, deadline));
      printed.add(kept.insteadOf(reference, new Secret(SENTINEL), deadline));
    }
    printed.add(kept);
    printed.addAll(List.of(secrets(), source, source.current(deadline), client));
    printed.addAll(List.of(unwrapped, lookup, new KmsDataKeys(client)));
    printed.add(
        client.call(
            AwsService.KMS, new Region("eu-west-1"), "Decrypt", Map.of("a", SENTINEL), deadline));

    assertSilent();
  }

  @ParameterizedTest
  @MethodSource("containerReplies")
  void no_answer_of_the_credential_endpoint_makes_a_type_print_a_secret(Reply reply) {
    Exchange exchange = (request, deadline) -> reply;
    var deadline = Deadline.in(Duration.ofSeconds(1), clock);
    var environment =
        Environment.of(
            Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://localhost/",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                SENTINEL));
    CredentialSource source = CredentialSource.of(environment, exchange, clock);
    printed.addAll(List.of(source, source.current(deadline), AuthorizationToken.of(environment)));
    printed.add(AuthorizationToken.of(environment).read());

    assertSilent();
  }

  static Stream<Reply> containerReplies() {
    return Stream.of(
        new Answered(
            200, Map.of(), "{\"AccessKeyId\":\"SENTINEL\",\"SecretAccessKey\":\"SENTINEL\"}"),
        new Answered(200, Map.of(), "{\"AccessKeyId\":\"SENTINEL\"}"),
        new Answered(403, Map.of(), "{\"code\":\"SENTINEL\"}"));
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void no_mistake_in_the_settings_prints_its_value(Map<String, String> variables) {
    Exchange nobody = (request, deadline) -> new Reply.NotSent(Reply.Fault.TIMED_OUT);
    Throwable mistake =
        catchThrowable(
            () -> AwsJson.of(Environment.of(variables), nobody, clock, new Random(1), pause -> {}));

    assertThat(mistake).isNotNull();
    printed.add(mistake);
    assertSilent();
  }

  static Stream<Map<String, String>> badSettings() {
    return Stream.of(
        Map.of("AWS_ACCESS_KEY_ID", SENTINEL),
        Map.of("AWS_SECRET_ACCESS_KEY", SENTINEL),
        Map.of("AWS_ENDPOINT_URL", "http://SENTINEL@localhost"),
        Map.of("AWS_ENDPOINT_URL", "SENTINEL {"),
        Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://SENTINEL@localhost"),
        Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "SENTINEL {"),
        Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "http://localhost/",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "SENTINEL\nX-Other: SENTINEL"));
  }

  private void assertSilent() {
    assertThat(printed).isNotEmpty();
    for (Object each : printed) {
      assertThat(each.toString()).doesNotContain(SENTINEL).doesNotContain(base64(KEY));
    }
  }

  private static Environment secrets() {
    return Environment.of(
        Map.of(
            "AWS_ACCESS_KEY_ID",
            SENTINEL + "ID",
            "AWS_SECRET_ACCESS_KEY",
            SENTINEL + "SECRET",
            "AWS_SESSION_TOKEN",
            SENTINEL + "TOKEN"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
