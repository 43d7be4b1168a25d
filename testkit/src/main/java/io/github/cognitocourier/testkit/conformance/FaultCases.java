package io.github.cognitocourier.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.testkit.conformance.LoopbackVendor.Manner;
import io.github.cognitocourier.testkit.conformance.LoopbackVendor.Received;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a network and a stranger's server can do to a request; the same for every provider. */
final class FaultCases {

  private FaultCases() {}

  /** Nobody listens: certainly not sent. */
  static void connectionRefused(Trial<?> trial) {
    URI gone;
    var vendor = new LoopbackVendor(LoopbackVendor.resetting());
    try (vendor) {
      gone = vendor.endpoint();
    }
    assertThat(trial.send(trial.url(), gone, Sample.PLAIN, Trial.WAIT, vendor))
        .isInstanceOf(Outcome.Unavailable.class);
  }

  /** The deadline has passed already: nothing leaves. */
  static void noTimeLeft(Trial<?> trial) {
    try (var vendor = new LoopbackVendor(accepting(trial))) {
      assertThat(trial.send(trial.url(), vendor.endpoint(), Sample.PLAIN, Duration.ZERO, vendor))
          .isInstanceOf(Outcome.Unavailable.class);
      assertThat(vendor.received()).isEmpty();
    }
  }

  /** The handshake never ends: the time is up before the request has left. */
  static void tlsNeverEnds(Trial<?> trial) {
    try (var vendor = new LoopbackVendor(accepting(trial))) {
      URI deaf = vendor.deafTlsEndpoint();
      assertThat(trial.send(trial.url(), deaf, Sample.PLAIN, Trial.WAIT, vendor))
          .isInstanceOf(Outcome.Unavailable.class);
      assertThat(vendor.received()).isEmpty();
    }
  }

  /** The request has left and nothing comes back. */
  static void neverAnswers(Trial<?> trial) {
    unknown(trial, LoopbackVendor.stallingAfter(""));
  }

  /** A success begins, and its body never ends: nobody knows what it would have said. */
  static void bodyStalls(Trial<?> trial) {
    String success = trial.reply("accepted").first();
    unknown(
        trial, LoopbackVendor.stallingAfter(success + "\r\nContent-Length: 100\r\n\r\n{\"sid\":"));
  }

  /** Exactly one request arrives: a second one would be a second message. */
  static void connectionDropped(Trial<?> trial) {
    unknown(trial, LoopbackVendor.resetting());
  }

  /** Something answers that is no web server. */
  static void notHttp(Trial<?> trial) {
    unknown(
        trial, LoopbackVendor.writing("220 mail.example.com ESMTP ready\r\n\r\n".getBytes(UTF_8)));
  }

  /** A reply without an end. */
  static void oversizedBody(Trial<?> trial) {
    unknown(trial, LoopbackVendor.flooding(trial.reply("accepted").first() + "\r\n\r\n"));
  }

  private static void unknown(Trial<?> trial, Manner manner) {
    try (var vendor = new LoopbackVendor(manner)) {
      assertThat(trial.send(vendor)).isInstanceOf(Outcome.Unknown.class);
      assertThat(vendor.received()).hasSize(1);
    }
  }

  /** A redirect is not followed: the key belongs to the vendor's host alone. */
  static void redirected(Trial<?> trial) {
    try (var other = new LoopbackVendor(accepting(trial))) {
      String answer =
          "HTTP/1.1 307 Temporary Redirect\r\nLocation: %s/\r\nContent-Length: 0\r\n\r\n"
              .formatted(other.endpoint());
      try (var vendor = new LoopbackVendor(LoopbackVendor.writing(answer.getBytes(UTF_8)))) {
        assertThat(trial.send(vendor)).isInstanceOf(Outcome.Misconfigured.class);
      }
      assertThat(other.received()).isEmpty();
    }
  }

  /** Line ends in what strangers write stay content. */
  static void lineEndsStayContent(Trial<?> trial) {
    Received request = accepted(trial, Sample.LINE_ENDS);
    assertThat(request.head()).doesNotContainIgnoringCase("X-Injected", "Bcc:");
    assertThat(words(request)).contains("X-Injected: yes", Sample.LINE_ENDS.mark());
  }

  /** Emoji arrive as they are; an internationalised domain as punycode. */
  static void emojiAndIdn(Trial<?> trial) {
    Received request = accepted(trial, Sample.UNICODE);
    assertThat(words(request)).contains(Sample.UNICODE.mark()).doesNotContain("bücher");
  }

  private static Received accepted(Trial<?> trial, Sample sample) {
    try (var vendor = new LoopbackVendor(accepting(trial))) {
      assertThat(trial.send(vendor, sample)).isInstanceOf(Outcome.Accepted.class);
      assertThat(vendor.received()).hasSize(1);
      return vendor.received().getFirst();
    }
  }

  /** A provider is safe for concurrent use. */
  static void concurrentSends(Trial<?> trial) {
    int messages = 16;
    try (var vendor = new LoopbackVendor(accepting(trial))) {
      assertThat(trial.sendAtOnce(vendor.endpoint(), messages))
          .hasSize(messages)
          .hasOnlyElementsOfType(Outcome.Accepted.class);
      assertThat(vendor.received()).hasSize(messages);
    }
  }

  /** A wrong setting stops start-up with a sentence, and without a value of the environment. */
  static void wrongSettings(Trial<?> trial) {
    String sign = trial.url().contains("?") ? "&" : "?";
    refuses(trial, trial.url() + sign + "nonsense=1", trial.environment());
    refuses(trial, trial.url() + sign + "endpoint=http://example.com", trial.environment());
    for (String variable : trial.environment().keySet()) {
      Map<String, String> others =
          trial.environment().entrySet().stream()
              .filter(entry -> !entry.getKey().equals(variable))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      refuses(trial, trial.url(), others);
    }
  }

  private static void refuses(Trial<?> trial, String url, Map<String, String> environment) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> trial.configure(url, environment))
        .satisfies(mistake -> {
          assertThat(mistake.mistakes()).hasSize(1).allMatch(sentence -> sentence.endsWith("."));
          Sentinels.assertAbsent("the mistake", mistake.mistakes().toString());
        });
  }

  private static Manner accepting(Trial<?> trial) {
    return LoopbackVendor.writing(trial.reply("accepted").bytes());
  }

  /** Everything that the request's body says, decoded. */
  private static String words(Received request) {
    // JSON, or AWS's JSON: application/x-amz-json-1.0.
    return request.head().matches("(?s).*application/(x-amz-)?json.*")
        ? texts(Json.parse(request.body())).collect(Collectors.joining("\n"))
        : URLDecoder.decode(request.body(), UTF_8);
  }

  private static Stream<String> texts(Json json) {
    if (json.isObject()) {
      return json.fields().values().stream().flatMap(FaultCases::texts);
    }
    return json.at(0).isAbsent()
        ? json.text().stream()
        : json.items().stream().flatMap(FaultCases::texts);
  }
}
