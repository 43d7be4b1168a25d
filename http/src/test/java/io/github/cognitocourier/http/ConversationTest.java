package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.LoopbackServer.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Answered;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, and what is made of the answer, when all goes well. */
class ConversationTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final HttpExchange exchange = new HttpExchange(InstantSource.system());

  @AfterEach
  void close() {
    exchange.close();
  }

  @Test
  void writes_the_request_as_given() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Authorization", "Bearer key");
    try (var server = LoopbackServer.plain(answering(OK))) {
      URI uri = URI.create("http://localhost:" + server.port() + "/v1/send%20it?a=b%26c#part");
      assertThat(exchange(Request.post(uri, headers, "{}")).status()).isEqualTo(200);
      assertThat(server.requests())
          .containsExactly(
              "POST /v1/send%20it?a=b%26c HTTP/1.1\r\n"
                  + ("Host: localhost:" + server.port() + "\r\n")
                  + "User-Agent: cognito-courier\r\n"
                  + "Content-Type: application/json\r\n"
                  + "Authorization: Bearer key\r\n"
                  + "Content-Length: 2\r\n\r\n{}");
    }
  }

  @Test
  void leaves_the_user_agent_to_the_request() {
    try (var server = LoopbackServer.plain(answering(OK))) {
      exchange(Request.post(server.uri(), Map.of("user-agent", "sandbox/1"), ""));
      assertThat(server.requests().getFirst())
          .contains("user-agent: sandbox/1\r\n")
          .doesNotContain("cognito-courier");
    }
  }

  @Test
  void an_empty_post_says_so_and_a_get_has_no_length() {
    try (var server = LoopbackServer.plain(answering(OK))) {
      exchange(Request.post(server.uri(), Map.of(), ""));
      exchange(new Request("GET", server.uri(), Map.of(), ""));
      assertThat(server.requests().get(0)).contains("Content-Length: 0\r\n");
      assertThat(server.requests().get(1)).startsWith("GET /").doesNotContain("Content-Length");
    }
  }

  @Test
  void counts_the_body_in_bytes_of_utf_8() {
    String body = "{\"text\":\"Grüße 👩🏽‍🚀 código\"}";
    try (var server = LoopbackServer.plain(answering(OK))) {
      exchange(Request.post(server.uri(), Map.of(), body));
      exchange(Request.post(server.uri(), Map.of(), "next"));
      assertThat(server.requests().getFirst())
          .contains("Content-Length: " + body.getBytes(UTF_8).length + "\r\n")
          .endsWith("\r\n\r\n" + body);
      assertThat(server.requests().getLast()).endsWith("\r\n\r\nnext");
    }
  }

  @Test
  void reads_status_headers_and_body() {
    String reply =
        "HTTP/1.1 202 Accepted\r\nX-Message-Id:  abc \r\nContent-Length: 14\r\n\r\n{\"a\":\"ü👍\"}";
    try (var server = LoopbackServer.plain(answering(reply))) {
      Answered answered = exchange(post(server));
      assertThat(answered.status()).isEqualTo(202);
      assertThat(answered.header("x-message-id")).contains("abc");
      assertThat(answered.body()).isEqualTo("{\"a\":\"ü👍\"}");
    }
  }

  @Test
  void reads_a_chunked_body_and_keeps_the_connection() {
    String reply =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n";
    try (var server = LoopbackServer.plain(answering(reply))) {
      assertThat(exchange(post(server)).body()).isEqualTo("hello world");
      assertThat(exchange(post(server)).body()).isEqualTo("hello world");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void reads_a_body_until_the_peer_hangs_up() {
    try (var server =
        LoopbackServer.plain(peer -> {
          peer.request();
          peer.write("HTTP/1.1 200 OK\r\n\r\nall of it");
        })) {
      assertThat(exchange(post(server)).body()).isEqualTo("all of it");
      assertThat(exchange(post(server)).body()).isEqualTo("all of it");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void reads_past_interim_replies() {
    String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    try (var server = LoopbackServer.plain(answering(interim + OK))) {
      Answered answered = exchange(post(server));
      assertThat(answered.status()).isEqualTo(200);
      assertThat(answered.header("Link")).isEmpty();
    }
  }

  @Test
  void expects_no_body_after_head_204_and_304() {
    try (var server =
        LoopbackServer.plain(peer -> {
          peer.request();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
          peer.request();
          peer.write("HTTP/1.1 204 No Content\r\n\r\n");
          peer.request();
          peer.write("HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n");
          peer.waitForTheEnd();
        })) {
      Answered head = exchange(new Request("HEAD", server.uri(), Map.of(), ""));
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(exchange(post(server)).status()).isEqualTo(204);
      assertThat(exchange(post(server)).status()).isEqualTo(304);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void follows_no_redirect() {
    String reply =
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n";
    try (var server = LoopbackServer.plain(answering(reply))) {
      assertThat(exchange(post(server)).status()).isEqualTo(307);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "http://127.example.com/",
        "http://10.0.0.1/",
        "http://128.0.0.1/",
        "http://[::2]/",
        "http://localhost.example.com/",
        "ftp://localhost/",
        "//localhost/",
        "/path",
        "mailto:somebody",
        "https:///path",
        "https://user:password@example.com/",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://under_score.example.com/"
      })
  void refuses_plain_http_to_others_and_what_is_not_a_web_address(String uri) {
    var request = Request.post(URI.create(uri), Map.of(), "");
    Deadline deadline = Deadline.in(Duration.ofSeconds(5), InstantSource.system());
    assertThatThrownBy(() -> exchange.exchange(request, deadline))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://LOCALHOST",
        "http://127.8.9.1:81",
        "http://[::1]:80/",
        "http://169.254.170.23/v1/credentials",
        "https://[::2]"
      })
  void takes_hosts_on_this_machine_without_tls_and_any_host_with_it(String uri) {
    Origin origin = Origin.of(URI.create(uri));
    assertThat(origin.tls()).isEqualTo(uri.startsWith("https"));
    assertThat(origin.hostName()).doesNotContain("[", "L");
  }

  @Test
  void names_the_port_only_when_it_is_unusual() {
    assertThat(Origin.of(URI.create("https://a.example:443/")).authority()).isEqualTo("a.example");
    assertThat(Origin.of(URI.create("https://[::2]:80")).authority()).isEqualTo("[::2]:80");
  }

  private static Request post(LoopbackServer server) {
    return Request.post(server.uri(), Map.of(), "{}");
  }

  private Answered exchange(Request request) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(10), InstantSource.system());
    return (Answered) exchange.exchange(request, deadline);
  }
}
