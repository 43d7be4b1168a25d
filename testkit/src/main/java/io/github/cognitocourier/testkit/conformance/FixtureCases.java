package io.github.cognitocourier.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.http.Request;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases that a vendor's documentation gives: a new one is two files and no code. */
final class FixtureCases {

  private FixtureCases() {}

  /** The reply of this name leads to the outcome beside it, which is of this kind. */
  static void reply(Trial<?> trial, String name, Class<? extends Outcome> kind) {
    assertThat(answer(trial, trial.reply(name))).isInstanceOf(kind);
  }

  /** A wait that the vendor asks for is passed on. */
  static void throttled(Trial<?> trial) {
    Outcome outcome = answer(trial, trial.reply("throttled"));
    assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    assertThat(((Outcome.Unavailable) outcome).retryAfter()).isPositive();
  }

  /** Used up is not the recipient's fault. */
  static void quota(Trial<?> trial) {
    assertThat(answer(trial, trial.reply("quota")))
        .isInstanceOfAny(Outcome.Misconfigured.class, Outcome.Unavailable.class);
  }

  /** Every reply leads to the outcome in the file beside it. */
  static void allReplies(Trial<?> trial) {
    List<Fixture> fixtures = Fixture.all(trial.replies());
    assertThat(fixtures).hasSizeGreaterThan(8);
    fixtures.forEach(fixture -> answer(trial, fixture));
  }

  private static Outcome answer(Trial<?> trial, Fixture fixture) {
    Path expected = trial.replies().resolve(fixture.name() + ".json");
    try (var vendor = new LoopbackVendor(LoopbackVendor.writing(fixture.bytes()))) {
      String url = fixture.directive("url").orElse(trial.url());
      Outcome outcome = trial.send(url, vendor.endpoint(), Sample.PLAIN, Trial.WAIT, vendor);
      assertThat(outcome)
          .as("the outcome of %s", fixture.name())
          .isEqualTo(outcome(outcome.provider(), Json.parse(Fixture.text(expected))));
      assertThat(vendor.received()).as("requests of %s", fixture.name()).hasSize(1);
      return outcome;
    }
  }

  private static Outcome outcome(String provider, Json expected) {
    String reason = expected.at("reason").text().orElse("");
    String kind = expected.at("outcome").requireText();
    return switch (kind) {
      case "Accepted" -> new Outcome.Accepted(provider, expected.at("messageId").text().orElse(""));
      case "Rejected" -> new Outcome.Rejected(provider, reason);
      case "Misconfigured" -> new Outcome.Misconfigured(provider, reason);
      case "Unavailable" ->
          new Outcome.Unavailable(
              provider,
              reason,
              Duration.ofSeconds(expected.at("retryAfterSeconds").number().orElse(0L)));
      case "Unknown" -> new Outcome.Unknown(provider, reason);
      default -> throw new IllegalStateException("no outcome " + kind);
    };
  }

  /** Every request is, to the byte, the one in its file. */
  static void allRequests(Trial<?> trial) {
    List<Fixture> fixtures = Fixture.all(trial.requests());
    assertThat(fixtures).extracting(Fixture::name).contains("inline");
    for (Fixture fixture : fixtures) {
      Request request = trial.request(fixture);
      assertThat(request.method() + " " + request.uri())
          .as(fixture.name())
          .isEqualTo(fixture.first());
      assertThat(List.copyOf(request.headers().entrySet()))
          .as(fixture.name())
          .isEqualTo(List.copyOf(fixture.headers().entrySet()));
      boolean form = request.headers().toString().contains("x-www-form-urlencoded");
      assertThat(form ? fields(request.body()) : request.body().replace("<\\/", "</"))
          .as(fixture.name())
          .isEqualTo(form ? fixture.body() : compact(fixture.body()));
      Sentinels.assertAbsent("the request's toString", request.toString());
    }
  }

  private static String fields(String form) {
    return Stream.of(form.split("&"))
        .map(field -> URLDecoder.decode(field, UTF_8))
        .collect(Collectors.joining("\n"));
  }

  /** JSON without the white space that only a reader needs. */
  private static String compact(String json) {
    var compact = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted && c == '\\') {
        compact.append(c).append(json.charAt(++i));
        continue;
      }
      quoted ^= c == '"';
      if (quoted || !Character.isWhitespace(c)) {
        compact.append(c);
      }
    }
    return compact.toString();
  }
}
