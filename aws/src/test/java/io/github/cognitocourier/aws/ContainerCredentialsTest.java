package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.CredentialSource.Resolution;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Resolved;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Unresolved;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NotSent;
import io.github.cognitocourier.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials of the container endpoint: asked for, kept, renewed in time. */
class ContainerCredentialsTest {

  private static final String ENDPOINT = "http://127.0.0.1:9001/credentials";

  private final SettableClock clock = new SettableClock();
  private final List<Request> requests = new ArrayList<>();
  private Reply reply = issued("AKID1", Duration.ofHours(1));
  private final Exchange exchange =
      (request, deadline) -> {
        requests.add(request);
        return reply;
      };

  @Test
  void the_container_endpoint_is_asked_with_its_token() {
    var source = source(Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let me in"));

    assertThat(current(source))
        .isEqualTo(
            new Credentials(
                "AKID1",
                new Secret("secret of AKID1"),
                Optional.of(new Secret("token of AKID1")),
                clock.instant().plus(Duration.ofHours(1))));
    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst().method()).isEqualTo("GET");
    assertThat(requests.getFirst().uri()).hasToString(ENDPOINT);
    assertThat(requests.getFirst().headers()).containsEntry("Authorization", "let me in");
  }

  @Test
  void a_token_file_is_read_anew_each_time(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    var source =
        source(
            Map.of(
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                file.toString(),
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "unused"));
    current(source);
    Files.writeString(file, "second");
    clock.move(Duration.ofHours(1));
    current(source);
    Files.delete(file);
    clock.move(Duration.ofHours(1));

    assertThat(source.current(soon())).isEqualTo(new Unresolved("credentials_token_unreadable"));
    assertThat(requests)
        .extracting(request -> request.headers().get("Authorization"))
        .containsExactly("first", "second");
  }

  @Test
  void credentials_are_kept_until_five_minutes_before_they_expire() {
    var source = source(Map.of());
    current(source);
    reply = issued("AKID2", Duration.ofHours(2));

    clock.move(Duration.ofMinutes(54));
    assertThat(current(source).accessKeyId()).isEqualTo("AKID1");
    clock.move(Duration.ofMinutes(1));
    assertThat(current(source).accessKeyId()).isEqualTo("AKID2");
    assertThat(requests).hasSize(2);
  }

  @Test
  void a_failed_renewal_keeps_the_old_ones_while_they_are_valid() {
    var source = source(Map.of());
    current(source);
    reply = new NotSent(Fault.CONNECTION_REFUSED);

    clock.move(Duration.ofMinutes(56));
    assertThat(current(source).accessKeyId()).isEqualTo("AKID1");
    assertThat(current(source).accessKeyId()).isEqualTo("AKID1");
    assertThat(requests).as("not asked again at once").hasSize(2);
    clock.move(Duration.ofSeconds(10));
    assertThat(current(source).accessKeyId()).isEqualTo("AKID1");
    assertThat(requests).as("asked again after 10 s").hasSize(3);
    clock.move(Duration.ofMinutes(4));
    assertThat(source.current(soon())).isEqualTo(new Unresolved("credentials_connection_refused"));
  }

  @Test
  void credentials_that_aws_calls_expired_are_replaced_even_before_their_time() {
    var source = source(Map.of());
    Credentials refused = current(source);
    reply = issued("AKID2", Duration.ofHours(1));

    assertThat(source.insteadOf(refused, soon()))
        .isInstanceOfSatisfying(
            Resolved.class,
            fresh -> assertThat(fresh.credentials().accessKeyId()).isEqualTo("AKID2"));
    assertThat(source.insteadOf(refused, soon()))
        .as("the ones another thread has fetched meanwhile")
        .isInstanceOfSatisfying(
            Resolved.class,
            fresh -> assertThat(fresh.credentials().accessKeyId()).isEqualTo("AKID2"));
    assertThat(requests).hasSize(2);
  }

  @Test
  void many_threads_cause_one_request() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    Exchange slow =
        (request, deadline) -> {
          requests.add(request);
          asked.countDown();
          await(answer);
          return reply;
        };
    var source = CredentialSource.of(environment(Map.of()), slow, clock);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Resolution> ask = () -> source.current(soon());
      var first = threads.submit(ask);
      await(asked);
      var others = List.of(threads.submit(ask), threads.submit(ask), threads.submit(ask));
      answer.countDown();
      for (var other : others) {
        assertThat(other.get()).isEqualTo(first.get());
      }
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void a_thread_goes_on_with_valid_credentials_while_another_renews_them() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    Exchange slowTheSecondTime =
        (request, deadline) -> {
          requests.add(request);
          if (requests.size() > 1) {
            asked.countDown();
            await(answer);
          }
          return reply;
        };
    var source = CredentialSource.of(environment(Map.of()), slowTheSecondTime, clock);
    current(source);
    clock.move(Duration.ofMinutes(56));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var renewal = threads.submit(() -> source.current(soon()));
      await(asked);

      assertThat(current(source).accessKeyId()).isEqualTo("AKID1");

      answer.countDown();
      renewal.get();
    }
    assertThat(requests).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          403 | {"message":"no"}                                                             | credentials_http_403
          200 | <html>                                                                       | credentials_malformed
          200 | {"AccessKeyId":"AKID"}                                                       | credentials_malformed
          200 | {"AccessKeyId":"AKID","SecretAccessKey":"s","Token":"a\\nb"}                 | credentials_malformed
          200 | {"AccessKeyId":"AKID","SecretAccessKey":"s","Expiration":"soon"}             | credentials_malformed
          """)
  void an_answer_without_credentials_says_so(int status, String body, String reason) {
    reply = new Answered(status, Map.of(), body);

    assertThat(source(Map.of()).current(soon())).isEqualTo(new Unresolved(reason));
  }

  private CredentialSource source(Map<String, String> variables) {
    return CredentialSource.of(environment(variables), exchange, clock);
  }

  private static Environment environment(Map<String, String> variables) {
    var all = new HashMap<>(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", ENDPOINT));
    all.putAll(variables);
    return Environment.of(all);
  }

  private Credentials current(CredentialSource source) {
    return switch (source.current(soon())) {
      case Resolved(Credentials credentials) -> credentials;
      case Unresolved(String reason) -> throw new AssertionError(reason);
    };
  }

  private Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5), clock);
  }

  private Reply issued(String accessKeyId, Duration lifetime) {
    return new Answered(
        200,
        Map.of(),
        """
        {"AccessKeyId":"%s","SecretAccessKey":"secret of %<s","Token":"token of %<s","Expiration":"%s"}
        """
            .formatted(accessKeyId, clock.instant().plus(lifetime)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
