package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  private static final URI SOMEWHERE = URI.create("https://api.example.com/v1?key=secret");

  @ParameterizedTest
  @ValueSource(strings = {"key\r\nX: y", "key\n", "\tkey", "key\0", "key\u0085", "\u007f"})
  void refuses_control_characters_in_a_header(String value) {
    assertThatThrownBy(() -> Request.post(SOMEWHERE, Map.of("Authorization", value), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the header Authorization must not contain control characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Y", "X:", "X\r\n", "Ü", "X\0"})
  void refuses_what_is_not_a_header_name(String name) {
    assertThatThrownBy(() -> Request.post(SOMEWHERE, Map.of(name, "value"), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host", "Content-Length", "TRANSFER-ENCODING", "Connection", "Expect", "Upgrade"})
  void refuses_headers_that_frame_the_message(String name) {
    assertThatThrownBy(() -> Request.post(SOMEWHERE, Map.of(name, "1"), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "POST /", "GET\r\n"})
  void refuses_what_is_not_a_method(String method) {
    assertThatThrownBy(() -> new Request(method, SOMEWHERE, Map.of(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shows_neither_query_nor_headers_nor_body() {
    assertThat(Request.post(SOMEWHERE, Map.of("Authorization", "Bearer key"), "body"))
        .hasToString("POST https://api.example.com/v1");
  }
}
