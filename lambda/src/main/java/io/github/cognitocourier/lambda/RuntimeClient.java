package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Lambda's Runtime API for one function, over one connection that stays open: it hands out events
 * and takes what became of them. Nothing here waits with a limit, for Lambda freezes the process
 * while it waits for an event. Not safe for concurrent use: Lambda hands out one event at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API</a>
 */
final class RuntimeClient implements AutoCloseable {

  private static final String PREFIX = "/2018-06-01/runtime/";

  /** More than Lambda takes for an event. */
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 100;

  private final String address;
  private final Socket socket;
  private final InputStream input;

  /**
   * One event.
   *
   * @param id of the invocation
   * @param deadlineMillis when the function's time is over, since the epoch
   * @param functionArn the function's, with the version or alias that was invoked
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Event(String id, long deadlineMillis, String functionArn, byte[] body) {

    @Override
    public String toString() {
      return "Event[" + id + "]";
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, Map<String, String> headers, byte[] body) {}

  private RuntimeClient(String address, Socket socket) throws IOException {
    this.address = address;
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to {@code address}, which is the value of {@code AWS_LAMBDA_RUNTIME_API}. */
  static RuntimeClient connect(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    int port = colon < 0 ? 80 : Integer.parseInt(address.substring(colon + 1));
    var socket = new Socket(host, port);
    socket.setTcpNoDelay(true);
    return new RuntimeClient(address, socket);
  }

  /** Waits for the next event. */
  Event next() throws IOException {
    Answer answer = call("GET", "invocation/next", Map.of(), new byte[0]);
    return new Event(
        header(answer, "lambda-runtime-aws-request-id"),
        number(header(answer, "lambda-runtime-deadline-ms"), 10, Long.MAX_VALUE),
        header(answer, "lambda-runtime-invoked-function-arn"),
        answer.body());
  }

  /** The function returned {@code body}. */
  void succeeded(Event event, byte[] body) throws IOException {
    call("POST", "invocation/" + event.id() + "/response", Map.of(), body);
  }

  /** The function threw. */
  void failed(Event event, Throwable thrown) throws IOException {
    report("invocation/" + event.id() + "/error", thrown);
  }

  /** The function could not be made. */
  void notStarted(Throwable thrown) throws IOException {
    report("init/error", thrown);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void report(String path, Throwable thrown) throws IOException {
    call(
        "POST",
        path,
        Map.of("Lambda-Runtime-Function-Error-Type", thrown.getClass().getName()),
        Json.write(JsonLog.error(thrown)).getBytes(UTF_8));
  }

  private Answer call(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    var head = new StringBuilder(method).append(' ').append(PREFIX).append(path);
    head.append(" HTTP/1.1\r\nHost: ").append(address).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (!method.equals("GET")) {
      head.append("Content-Type: application/json\r\nContent-Length: ")
          .append(body.length)
          .append("\r\n");
    }
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    request.writeBytes(body);
    request.writeTo(socket.getOutputStream());
    Answer answer = read();
    boolean isTooLate = method.equals("POST") && answer.status() / 100 == 4;
    // An event whose time is over is no longer Lambda's to answer; anything else is the end.
    if (answer.status() / 100 != 2 && !isTooLate) {
      throw new IOException("Lambda's Runtime API answered " + answer.status());
    }
    return answer;
  }

  private Answer read() throws IOException {
    int status = status(line());
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (headers.size() == MOST_HEADERS) {
        throw malformed();
      }
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return new Answer(status, headers, body(headers));
  }

  /** Three digits between two blanks, or at the end. */
  private static int status(String line) throws IOException {
    int start = line.indexOf(' ') + 1;
    int end = start + 3;
    boolean ends = line.length() == end || (line.length() > end && line.charAt(end) == ' ');
    if (start == 0 || !ends) {
      throw malformed();
    }
    return (int) number(line.substring(start, end), 10, 999);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    String length = headers.get("content-length");
    if (length == null) {
      throw malformed();
    }
    return exactly((int) number(length, 10, LARGEST_BODY));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      if (body.size() + size > LARGEST_BODY) {
        throw malformed();
      }
      body.writeBytes(exactly(size));
      line();
    }
    while (!line().isEmpty()) {
      // A trailer.
    }
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return (int) number(line().split(";", 2)[0].strip(), 16, LARGEST_BODY);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("Lambda's Runtime API closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int octet = input.read(); octet != '\n'; octet = input.read()) {
      if (octet < 0) {
        throw new EOFException("Lambda's Runtime API closed the connection");
      }
      if (line.length() == LONGEST_LINE) {
        throw malformed();
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  private static long number(String digits, int radix, long largest) throws IOException {
    try {
      long number = Long.parseLong(digits, radix);
      if (number >= 0 && number <= largest) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      throw malformed();
    }
    throw malformed();
  }

  private static IOException malformed() {
    return new IOException("Lambda's Runtime API answered something else than it should");
  }

  private static String header(Answer answer, String name) throws IOException {
    String value = answer.headers().get(name);
    if (value == null) {
      throw new IOException("Lambda's Runtime API did not send " + name);
    }
    return value;
  }
}
