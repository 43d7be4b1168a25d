package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.aws.CredentialSource.Resolution.Resolved;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Unresolved;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSourceTest {

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
  void the_environments_keys_come_first() {
    var source =
        source(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKID",
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_SESSION_TOKEN",
                "token"));

    assertThat(current(source))
        .isEqualTo(
            new Credentials(
                "AKID", new Secret("secret"), Optional.of(new Secret("token")), Instant.MAX));
    assertThat(requests).isEmpty();
  }

  @Test
  void the_key_of_a_user_has_no_token() {
    var source = source(Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "secret"));

    assertThat(current(source).sessionToken()).isEmpty();
  }

  @Test
  void half_a_key_and_none_at_all_stop_the_start() {
    assertThatThrownBy(() -> source(Map.of("AWS_ACCESS_KEY_ID", "AKID")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AWS_SECRET_ACCESS_KEY is not set");
    var nothing = Environment.of(Map.of());
    assertThatThrownBy(() -> CredentialSource.of(nothing, exchange, clock))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AWS_ACCESS_KEY_ID is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://credentials.example/a?b=c",
        "http://localhost:9001/",
        "http://127.0.0.2/",
        "http://[::1]:9001/",
        "http://169.254.170.2/v2",
        "http://169.254.170.23/v1/credentials",
        "http://[fd00:ec2::23]/v1/credentials"
      })
  void aws_allows_these_endpoints(String url) {
    var source = source(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url));

    assertThat(current(source).accessKeyId()).isEqualTo("AKID1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "http://169.254.169.254/",
        "http://169.254.170.2.example.com/",
        "http://169.254.170.23@example.com/",
        "/v2/credentials",
        "http://127.0.0.1:port/"
      })
  void and_no_others(String url) {
    assertThatThrownBy(() -> source(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AWS_CONTAINER_CREDENTIALS_FULL_URI ");
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
}
