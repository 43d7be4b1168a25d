package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.Courier;
import io.github.cognitocourier.core.Invocation;
import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Delivers canned events through the whole path, so that its code is loaded and compiled before
 * there is a message: Cognito's event, its code really encrypted, KMS's answer, templates, route,
 * the provider's request and what its answer means.
 *
 * <p>Nothing leaves the process, and nothing of it is left behind: the courier is one of its own,
 * over an exchange that answers by itself, with no key of anybody, and its log goes nowhere. Its
 * events are worth nothing to any other: their data key is published beside them, but is wrapped
 * under a key that KMS does not have.
 */
final class Priming {

  /** After so many the first real message takes no more processor time than with twice as many. */
  private static final int ROUNDS = 20;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** In an account that nobody has. */
  static final String KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/priming";

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private final Map<String, String> variables;
  private final Path folder;
  private final InstantSource clock;
  private final Cryptography cryptography;

  /** For the function with these variables, and this cryptography. */
  Priming(
      Map<String, String> variables, Path folder, InstantSource clock, Cryptography cryptography) {
    this.variables = variables;
    this.folder = folder;
    this.clock = clock;
    this.cryptography = cryptography;
  }

  /** What came of the last event of each channel. Takes ten seconds at most. */
  List<Result> run() {
    Deadline deadline = Deadline.in(LIMIT, clock);
    Courier courier = courier();
    List<byte[]> events = events();
    var log = new JsonLog("priming", line -> {}, clock);
    List<Result> last = List.of();
    for (int round = 0; round < ROUNDS && !deadline.hasPassed(); round++) {
      var invocation = new Invocation("priming", deadline.remaining(), log);
      last = events.stream().map(event -> courier.deliver(event, invocation)).toList();
    }
    converse(deadline);
    return last;
  }

  /** With the function's own settings, but for its key and its secrets. */
  private Courier courier() {
    var primed = new HashMap<>(variables);
    primed.put(Settings.KMS_KEY_ARN, KEY_ARN);
    var environment = Environment.of(primed).forDryRun();
    String key = new String(resource("data-key.json"), UTF_8);
    return new Wiring(environment, folder, (request, deadline) -> answer(request, key), clock)
        .with(cryptography)
        .onAws();
  }

  /** KMS answers; of providers each refuses in a way that ends no route and opens no circuit. */
  private static Reply answer(Request request, String key) {
    if ("TrentService.Decrypt".equals(request.headers().get("X-Amz-Target"))) {
      return new Reply.Answered(200, Map.of(), key);
    }
    boolean byMail = "smtp".equals(request.uri().getScheme());
    return new Reply.Answered(byMail ? 500 : 400, Map.of(), "{}");
  }

  /** One for each channel that has a route. */
  private List<byte[]> events() {
    var environment = Environment.of(variables);
    return Stream.of(
            environment.get(Settings.COURIER_EMAIL).map(_ -> resource("email.json")),
            environment.get(Settings.COURIER_SMS).map(_ -> resource("sms.json")))
        .flatMap(Optional::stream)
        .toList();
  }

  static byte[] resource(String name) {
    try (InputStream input = Priming.class.getResourceAsStream("priming/" + name)) {
      if (input == null) {
        throw new IllegalStateException("priming/" + name + " is missing");
      }
      return input.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The HTTP client, which the courier's exchange has left out, with a peer in this process. */
  private void converse(Deadline deadline) {
    try (var peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var http = new HttpExchange(clock)) {
      Thread.ofPlatform().daemon().name("priming").start(() -> converse(peer));
      URI uri = URI.create("http://127.0.0.1:" + peer.getLocalPort() + "/");
      for (int round = 0; round < ROUNDS; round++) {
        var _ =
            http.exchange(
                new Request("GET", uri, Map.of(), ""), deadline.within(Duration.ofSeconds(1)));
      }
    } catch (IOException noPort) {
      return;
    }
  }

  private static void converse(ServerSocket peer) {
    try (Socket socket = peer.accept();
        var input = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.isEmpty()) {
          socket.getOutputStream().write(OK.getBytes(UTF_8));
        }
      }
    } catch (IOException hungUp) {
      return;
    }
  }
}
