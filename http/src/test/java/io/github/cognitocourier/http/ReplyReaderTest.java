package io.github.cognitocourier.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.Fault;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as HTTP. */
class ReplyReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220 mx.example.com ESMTP\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.2 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 0200 OK\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n folded from nothing\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 200 OK\r\nspace : before colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\rY: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n"
      })
  void refuses_what_is_not_http(String bytes) {
    assertFails(bytes, Fault.MALFORMED_REPLY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTT",
        "HTTP/1.1 200 OK\r\nContent-Length: 2",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: y\r\n"
      })
  void notices_an_early_end(String bytes) {
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(bytes));
  }

  @Test
  void reads_at_most_100_headers() throws IOException {
    assertThat(read("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(100) + "\r\n").status())
        .isEqualTo(200);
    assertFails("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(101) + "\r\n", Fault.REPLY_TOO_LARGE);
  }

  @Test
  void reads_at_most_64_kib_of_lines() {
    String long32 = "x".repeat(32 * 1024);
    assertFails(
        "HTTP/1.1 200 OK\r\nX: " + long32 + "\r\nY: " + long32 + "\r\n\r\n", Fault.REPLY_TOO_LARGE);
    assertFails("HTTP/1.1 100 Continue\r\n\r\n".repeat(5_000), Fault.REPLY_TOO_LARGE);
    assertFails(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: " + long32 + long32,
        Fault.REPLY_TOO_LARGE);
  }

  @Test
  void refuses_lengths_beyond_all_numbers() {
    assertFails(
        "HTTP/1.1 200 OK\r\nContent-Length: " + "9".repeat(40) + "\r\n\r\n", Fault.REPLY_TOO_LARGE);
    assertFails(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "F".repeat(16) + "\r\n",
        Fault.REPLY_TOO_LARGE);
  }

  @Test
  void is_lenient_where_the_standard_says_so() throws IOException {
    assertThat(read("HTTP/1.1 200\r\nContent-Length: 2, 2\r\n\r\nok").body()).isEqualTo("ok");
    assertThat(read("HTTP/1.1 200 OK\nContent-Length: 2\n\nok").body()).isEqualTo("ok");
    Answered reply = read("HTTP/1.1 200 OK\r\nX: one\r\n\ttwo\r\nx: three\r\nEmpty:\r\n\r\n");
    assertThat(reply.header("X")).contains("one two, three");
    assertThat(reply.header("empty")).contains("");
  }

  @Test
  void reads_no_further_than_the_reply() throws IOException {
    var input =
        new ByteArrayInputStream(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP".getBytes(ISO_8859_1));
    var received = new ReplyReader(input, 1024).read("POST");
    assertThat(received.usableFor()).isEqualTo(Pool.IDLE_LIMIT);
    assertThat(input.readAllBytes()).asString(ISO_8859_1).isEqualTo("HTTP");
  }

  private static Answered read(String bytes) throws IOException {
    var input = new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
    return new ReplyReader(input, 1024 * 1024).read("POST").reply();
  }

  private static void assertFails(String bytes, Fault fault) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> read(bytes))
        .satisfies(failure -> assertThat(failure.fault()).isEqualTo(fault));
  }
}
