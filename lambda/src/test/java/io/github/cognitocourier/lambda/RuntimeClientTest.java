package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.lambda.RuntimeClient.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the Runtime API answers, the client understands it or says that it does not. */
@Timeout(60)
class RuntimeClientTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: id\r\n"
          + "Lambda-Runtime-Deadline-Ms: 1000\r\nLambda-Runtime-Invoked-Function-Arn: arn\r\n";

  @Test
  void an_event_is_read_whole() throws Exception {
    for (String framed :
        new String[] {
          "Content-Length: 3\r\n\r\nabc",
          "content-length: 3\r\nX: y\r\n\r\nabc",
          "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\nTrailer: t\r\n\r\n"
        }) {
      Event event = next(HEAD + framed);
      assertThat(event.body()).asString(ISO_8859_1).isEqualTo("abc");
      assertThat(event.id()).isEqualTo("id");
      assertThat(event).hasToString("Event[id]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0\r\n\r\n",
        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        HEAD + "\r\n",
        HEAD + "Content-Length: 3\r\n\r\nab",
        HEAD + "Content-Length: three\r\n\r\nabc",
        HEAD + "Content-Length: -3\r\n\r\nabc",
        HEAD + "Content-Length: 99999999999\r\n\r\nabc",
        HEAD + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + "Lambda-Runtime-Deadline-Ms: soon\r\nContent-Length: 0\r\n\r\n"
      })
  void anything_else_is_refused(String answer) {
    assertThatThrownBy(() -> next(answer)).isInstanceOf(IOException.class);
  }

  @Test
  void the_context_tells_what_is_left_and_shows_no_variable() {
    var event = new Event("id", 5_000, "arn", new byte[0]);
    InstantSource clock = () -> Instant.ofEpochMilli(2_000);
    var context = new FunctionContext(event, Map.of("KEY", "sentinel"), line -> {}, clock);

    assertThat(context.getRemainingTimeInMillis()).isEqualTo(3_000);
    assertThat(context).hasToString("FunctionContext[id]");
    var far = new Event("id", Long.MAX_VALUE, "arn", new byte[0]);
    assertThat(new FunctionContext(far, Map.of(), line -> {}, clock).getRemainingTimeInMillis())
        .isEqualTo(Integer.MAX_VALUE);
    var over = new Event("id", 1_000, "arn", new byte[0]);
    assertThat(new FunctionContext(over, Map.of(), line -> {}, clock).getRemainingTimeInMillis())
        .isZero();
  }

  private static Event next(String answer) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> answer(server, answer));
      try (var client = RuntimeClient.connect("127.0.0.1:" + server.getLocalPort())) {
        return client.next();
      }
    }
  }

  private static void answer(ServerSocket server, String answer) {
    try (Socket socket = server.accept();
        OutputStream output = socket.getOutputStream()) {
      while (socket.getInputStream().read() != '\n') {
        // The first line of the request.
      }
      output.write(answer.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // The client has seen enough.
    }
  }
}
