package io.github.cognitocourier.providers.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.NoAnswer;
import io.github.cognitocourier.http.Reply.NotSent;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads from one base address with the same headers. {@link #toString()} shows neither. */
final class Inquiry {

  private final Exchange exchange;
  private final URI base;
  private final Map<String, String> headers;

  /** With one {@code Authorization}. */
  Inquiry(Exchange exchange, URI base, String authorization) {
    this(exchange, base, Fields.of("Authorization", authorization));
  }

  /** For a vendor whose key stands in a header of its own, or in the body. */
  Inquiry(Exchange exchange, URI base, Map<String, String> headers) {
    this.exchange = exchange;
    this.base = base;
    this.headers = Map.copyOf(headers);
  }

  /** What {@code judge} makes of the answer to a GET; {@code Unclear} when there is none. */
  Evidence get(String path, Deadline deadline, Function<Answered, Evidence> judge) {
    return ask(new Request("GET", URI.create(base + path), headers, ""), deadline, judge);
  }

  /** What {@code judge} makes of the answer to a POST that reads only. */
  Evidence post(String path, String body, Deadline deadline, Function<Answered, Evidence> judge) {
    return ask(Request.post(URI.create(base + path), headers, body), deadline, judge);
  }

  private Evidence ask(Request request, Deadline deadline, Function<Answered, Evidence> judge) {
    Reply reply = exchange.exchange(request, deadline);
    return switch (reply) {
      case Answered answer when isPage(answer) -> odd(answer);
      case Answered answer -> judge.apply(answer);
      case NotSent(var fault) -> silent(fault);
      case NoAnswer(var fault) -> silent(fault);
    };
  }

  private Evidence silent(Reply.Fault fault) {
    return new Evidence.Unclear(base.getHost() + " did not answer (" + fault.word() + ").");
  }

  /** A login page or a proxy's greeting: every vendor answers a question with JSON. */
  private static boolean isPage(Answered answer) {
    return answer.isSuccess() && Json.lenient(answer.body()).isAbsent();
  }

  /** The elements of an array; none when a vendor has something else there. */
  static List<Json> items(Json array) {
    return array.raw().filter(List.class::isInstance).isPresent() ? array.items() : List.of();
  }

  /** An answer that nobody expected: it proves nothing. */
  Evidence odd(Answered answer) {
    return new Evidence.Unclear(base.getHost() + " answered " + answer.status() + ".");
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public String toString() {
    return "Inquiry";
  }
}
