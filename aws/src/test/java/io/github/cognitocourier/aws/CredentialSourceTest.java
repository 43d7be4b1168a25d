package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSourceTest {

  private final CredentialEndpoint endpoint = new CredentialEndpoint();

  @Test
  void the_environments_keys_come_first() {
    var source =
        endpoint.source(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKID",
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_SESSION_TOKEN",
                "token"));

    assertThat(endpoint.current(source))
        .isEqualTo(
            new Credentials(
                "AKID", new Secret("secret"), Optional.of(new Secret("token")), Instant.MAX));
    assertThat(endpoint.requests).isEmpty();
  }

  @Test
  void the_key_of_a_user_has_no_token() {
    var source =
        endpoint.source(Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "secret"));

    assertThat(endpoint.current(source).sessionToken()).isEmpty();
  }

  @Test
  void half_a_key_and_none_at_all_stop_the_start() {
    assertThatThrownBy(() -> endpoint.source(Map.of("AWS_ACCESS_KEY_ID", "AKID")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AWS_SECRET_ACCESS_KEY is not set");
    var nothing = Environment.of(Map.of());
    assertThatThrownBy(() -> CredentialSource.of(nothing, endpoint, endpoint.clock))
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
    var source = endpoint.source(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url));

    assertThat(endpoint.current(source).accessKeyId()).isEqualTo("AKID1");
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
    assertThatThrownBy(() -> endpoint.source(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AWS_CONTAINER_CREDENTIALS_FULL_URI ");
  }
}
