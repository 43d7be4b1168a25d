package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.AwsReply.Answer;
import io.github.cognitocourier.aws.AwsReply.NoCredentials;
import io.github.cognitocourier.aws.AwsReply.ServiceError;
import io.github.cognitocourier.aws.AwsReply.Unreachable;
import io.github.cognitocourier.aws.AwsServer.HangUp;
import io.github.cognitocourier.aws.AwsServer.Say;
import io.github.cognitocourier.aws.AwsServer.Stall;
import io.github.cognitocourier.aws.CredentialSource.Resolution;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.http.Reply.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsJsonTest {

  private static final Credentials FIRST = credentials("AKIDFIRST");
  private static final Credentials SECOND = credentials("AKIDSECOND");
  private static final Region REGION = new Region("eu-central-1");

  private final InstantSource clock = InstantSource.system();
  private final HttpExchange exchange = new HttpExchange(clock);
  private final List<Duration> pauses = new ArrayList<>();
  private AwsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new AwsServer(clock).knows(FIRST).knows(SECOND);
  }

  @AfterEach
  void stop() {
    exchange.close();
    server.close();
  }

  @Test
  void an_operation_is_called_by_its_target_with_a_signature_of_its_service_and_region() {
    server.answers(200, "{\"a\":\"b\"}");

    assertThat(call()).isInstanceOf(Answer.class);

    assertThat(server.calls()).hasSize(1);
    AwsServer.Call call = server.calls().getFirst();
    assertThat(call.target()).isEqualTo("AWSCognitoIdentityProviderService.AdminGetUser");
    assertThat(call.service()).isEqualTo("cognito-idp");
    assertThat(call.region()).isEqualTo("eu-central-1");
    assertThat(call.input().at("Username").text()).contains("jürgen 😀");
  }

  @Test
  void throttling_is_tried_again_after_growing_random_pauses() {
    server.answers(400, "{\"__type\":\"ThrottlingException\"}").answers(429, "").answers(200, "{}");

    assertThat(call()).isInstanceOf(Answer.class);

    assertThat(server.calls()).hasSize(3);
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
  }

  @Test
  void a_service_that_keeps_failing_is_asked_three_times() {
    server.answers(500, "{\"__type\":\"KMSInternalException\"}");

    assertThat(call()).isEqualTo(new ServiceError("KMSInternalException", 500));
    assertThat(server.calls()).hasSize(3);
  }

  @Test
  void a_refusal_is_final() {
    server.answers(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");

    assertThat(call()).isEqualTo(new ServiceError("AccessDeniedException", 400));
    assertThat(server.calls()).hasSize(1);
  }

  @Test
  void a_connection_that_breaks_is_tried_again() {
    server.answers(new HangUp()).answers(200, "{}");

    assertThat(call()).isInstanceOf(Answer.class);
    assertThat(server.calls()).hasSize(2);
  }

  @Test
  void attempts_that_hang_leave_time_for_another() {
    server.answers(new Stall(), new Stall()).answers(200, "{}");

    assertThat(call(seconds(3))).isInstanceOf(Answer.class);
    assertThat(server.calls()).hasSize(3);
  }

  @Test
  void the_deadline_is_kept_when_nobody_answers() {
    server.answers(new Stall());
    Instant start = clock.instant();

    assertThat(call(Deadline.in(Duration.ofSeconds(1), clock)))
        .isEqualTo(new Unreachable(Fault.TIMED_OUT));
    assertThat(Duration.between(start, clock.instant())).isLessThan(Duration.ofMillis(2_500));
  }

  @Test
  void a_port_on_which_nobody_listens_is_a_fault() {
    server.close();

    assertThat(call()).isEqualTo(new Unreachable(Fault.CONNECTION_REFUSED));
    assertThat(pauses).hasSize(2);
  }

  @Test
  void a_success_that_is_not_json_is_a_fault() {
    server.answers(200, "<html>Please log in</html>");

    assertThat(call()).isEqualTo(new Unreachable(Fault.MALFORMED_REPLY));
  }

  /** The forms that the AWS JSON protocol lists, and what must not get into a log. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FooError                                     |                          | FooError
          FooError:http://internal.amazon.com/coral/a# |                          | FooError
          aws.protocoltests#FooError                   |                          | FooError
          aws.protocoltests#FooError:http://a/b#c      |                          | FooError
                                                       | com.amazonaws.kms#Foo    | Foo
          FromHeader                                   | FromBody                 | FromHeader
                                                       | jane@example.com is gone | http_400
                                                       | 739251                   | http_400
                                                       |                          | http_400
          """)
  void an_errors_name_loses_its_namespace(String header, String type, String code) {
    Map<String, String> headers = header == null ? Map.of() : Map.of("x-amzn-errortype", header);
    server.answers(new Say(400, headers, type == null ? "oops" : "{\"__type\":\"" + type + "\"}"));

    assertThat(call()).isEqualTo(new ServiceError(code, 400));
  }

  @Test
  void expired_credentials_are_replaced_once() {
    server.answers(400, "{\"__type\":\"ExpiredTokenException\"}").answers(200, "{}");

    assertThat(call(client(new Given(FIRST, SECOND)), seconds(4))).isInstanceOf(Answer.class);
    assertThat(server.calls())
        .extracting(AwsServer.Call::accessKeyId)
        .containsExactly("AKIDFIRST", "AKIDSECOND");
  }

  @Test
  void expired_credentials_that_cannot_be_replaced_are_not_used_again() {
    server.answers(400, "{\"__type\":\"ExpiredTokenException\"}");

    assertThat(call(client(new Given(FIRST, FIRST)), seconds(4)))
        .isEqualTo(new ServiceError("ExpiredTokenException", 400));
    assertThat(server.calls()).hasSize(1);
  }

  @Test
  void without_credentials_nothing_is_sent() {
    server.answers(200, "{}");
    var none = new Resolution.Unresolved("credentials_http_403");

    assertThat(call(client(new Given(none, none)), seconds(4)))
        .isEqualTo(new NoCredentials("credentials_http_403"));
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void a_wrong_secret_is_a_refusal() {
    var wrong = new Credentials("AKIDFIRST", new Secret("x"), Optional.empty(), Instant.MAX);
    server.answers(200, "{}");

    assertThat(call(client(new Given(wrong, wrong)), seconds(4)))
        .isEqualTo(new ServiceError("InvalidSignatureException", 400));
  }

  private AwsReply call() {
    return call(seconds(4));
  }

  private AwsReply call(Deadline deadline) {
    return call(client(new Given(FIRST, FIRST)), deadline);
  }

  private static AwsReply call(AwsJson client, Deadline deadline) {
    return client.call(
        AwsService.COGNITO_IDENTITY_PROVIDER,
        REGION,
        "AdminGetUser",
        Map.of("Username", "jürgen 😀"),
        deadline);
  }

  private AwsJson client(CredentialSource source) {
    var environment = Environment.of(Map.of("AWS_ENDPOINT_URL", server.uri().toString()));
    return new AwsJson(
        exchange, Endpoints.of(environment), source, clock, new Random(1), pauses::add);
  }

  private Deadline seconds(int seconds) {
    return Deadline.in(Duration.ofSeconds(seconds), clock);
  }

  private static Credentials credentials(String accessKeyId) {
    return new Credentials(
        accessKeyId, new Secret("s" + accessKeyId), Optional.of(new Secret("t+/=")), Instant.MAX);
  }

  /** What a source answers, and what it answers when those have expired. */
  private record Given(Resolution current, Resolution other) implements CredentialSource {

    Given(Credentials current, Credentials other) {
      this(new Resolution.Resolved(current), new Resolution.Resolved(other));
    }

    @Override
    public Resolution current(Deadline deadline) {
      return current;
    }

    @Override
    public Resolution insteadOf(Credentials refused, Deadline deadline) {
      return other;
    }
  }
}
