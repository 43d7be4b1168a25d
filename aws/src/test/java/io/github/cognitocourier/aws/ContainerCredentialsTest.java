package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.CredentialSource.Resolution;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Resolved;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Unresolved;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NotSent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private final CredentialEndpoint endpoint = new CredentialEndpoint();

  @Test
  void the_container_endpoint_is_asked_with_its_token() {
    var source = endpoint.source(Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let me in"));

    assertThat(endpoint.current(source))
        .isEqualTo(
            new Credentials(
                "AKID1",
                new Secret("secret of AKID1"),
                Optional.of(new Secret("token of AKID1")),
                endpoint.clock.instant().plus(Duration.ofHours(1))));
    assertThat(endpoint.requests).hasSize(1);
    assertThat(endpoint.requests.getFirst().method()).isEqualTo("GET");
    assertThat(endpoint.requests.getFirst().uri()).hasToString(CredentialEndpoint.URI);
    assertThat(endpoint.requests.getFirst().headers()).containsEntry("Authorization", "let me in");
  }

  @Test
  void a_token_file_is_read_anew_each_time(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    var source =
        endpoint.source(
            Map.of(
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                file.toString(),
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "unused"));
    endpoint.current(source);
    Files.writeString(file, "second");
    endpoint.clock.move(Duration.ofHours(1));
    endpoint.current(source);
    Files.delete(file);
    endpoint.clock.move(Duration.ofHours(1));

    assertThat(source.current(endpoint.soon()))
        .isEqualTo(new Unresolved("credentials_token_unreadable"));
    assertThat(endpoint.requests)
        .extracting(request -> request.headers().get("Authorization"))
        .containsExactly("first", "second");
  }

  @Test
  void credentials_are_kept_until_five_minutes_before_they_expire() {
    var source = endpoint.source(Map.of());
    endpoint.current(source);
    endpoint.reply = endpoint.issued("AKID2", Duration.ofHours(2));

    endpoint.clock.move(Duration.ofMinutes(54));
    assertThat(endpoint.current(source).accessKeyId()).isEqualTo("AKID1");
    endpoint.clock.move(Duration.ofMinutes(1));
    assertThat(endpoint.current(source).accessKeyId()).isEqualTo("AKID2");
    assertThat(endpoint.requests).hasSize(2);
  }

  @Test
  void a_failed_renewal_keeps_the_old_ones_while_they_are_valid() {
    var source = endpoint.source(Map.of());
    endpoint.current(source);
    endpoint.reply = new NotSent(Fault.CONNECTION_REFUSED);

    endpoint.clock.move(Duration.ofMinutes(56));
    assertThat(endpoint.current(source).accessKeyId()).isEqualTo("AKID1");
    assertThat(endpoint.current(source).accessKeyId()).isEqualTo("AKID1");
    assertThat(endpoint.requests).as("not asked again at once").hasSize(2);
    endpoint.clock.move(Duration.ofSeconds(10));
    assertThat(endpoint.current(source).accessKeyId()).isEqualTo("AKID1");
    assertThat(endpoint.requests).as("asked again after 10 s").hasSize(3);
    endpoint.clock.move(Duration.ofMinutes(4));
    assertThat(source.current(endpoint.soon()))
        .isEqualTo(new Unresolved("credentials_connection_refused"));
  }

  @Test
  void credentials_that_aws_calls_expired_are_replaced_even_before_their_time() {
    var source = endpoint.source(Map.of());
    Credentials refused = endpoint.current(source);
    endpoint.reply = endpoint.issued("AKID2", Duration.ofHours(1));

    assertThat(source.insteadOf(refused, endpoint.soon()))
        .isInstanceOfSatisfying(
            Resolved.class,
            fresh -> assertThat(fresh.credentials().accessKeyId()).isEqualTo("AKID2"));
    assertThat(source.insteadOf(refused, endpoint.soon()))
        .as("the ones another thread has fetched meanwhile")
        .isInstanceOfSatisfying(
            Resolved.class,
            fresh -> assertThat(fresh.credentials().accessKeyId()).isEqualTo("AKID2"));
    assertThat(endpoint.requests).hasSize(2);
  }

  @Test
  void many_threads_cause_one_request() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    Exchange slow =
        (request, deadline) -> {
          endpoint.requests.add(request);
          asked.countDown();
          await(answer);
          return endpoint.reply;
        };
    var source = CredentialSource.of(endpoint.environment(Map.of()), slow, endpoint.clock);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Resolution> ask = () -> source.current(endpoint.soon());
      var first = threads.submit(ask);
      await(asked);
      var others = List.of(threads.submit(ask), threads.submit(ask), threads.submit(ask));
      answer.countDown();
      for (var other : others) {
        assertThat(other.get()).isEqualTo(first.get());
      }
    }
    assertThat(endpoint.requests).hasSize(1);
  }

  @Test
  void a_thread_goes_on_with_valid_credentials_while_another_renews_them() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    Exchange slowTheSecondTime =
        (request, deadline) -> {
          endpoint.requests.add(request);
          if (endpoint.requests.size() > 1) {
            asked.countDown();
            await(answer);
          }
          return endpoint.reply;
        };
    var source =
        CredentialSource.of(endpoint.environment(Map.of()), slowTheSecondTime, endpoint.clock);
    endpoint.current(source);
    endpoint.clock.move(Duration.ofMinutes(56));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var renewal = threads.submit(() -> source.current(endpoint.soon()));
      await(asked);

      assertThat(endpoint.current(source).accessKeyId()).isEqualTo("AKID1");

      answer.countDown();
      renewal.get();
    }
    assertThat(endpoint.requests).hasSize(2);
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
    endpoint.reply = new Answered(status, Map.of(), body);

    assertThat(endpoint.source(Map.of()).current(endpoint.soon()))
        .isEqualTo(new Unresolved(reason));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
