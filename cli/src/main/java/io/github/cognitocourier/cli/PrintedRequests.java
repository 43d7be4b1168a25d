package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import java.io.PrintWriter;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Prints each request once instead of sending it, so that a route shows every provider's. */
final class PrintedRequests implements Exchange {

  private final PrintWriter out;
  private final Set<Request> seen = new HashSet<>();

  PrintedRequests(PrintWriter out) {
    this.out = out;
  }

  /** Whether anything would have been sent. */
  boolean any() {
    return !seen.isEmpty();
  }

  @Override
  public Reply exchange(Request request, Deadline deadline) {
    if (seen.add(lasting(request))) {
      out.println(request.method() + " " + readable(request.uri()));
      request.headers().forEach((name, value) -> out.println(name + ": " + masked(name, value)));
      out.println();
      out.println(request.body());
      out.println();
    }
    return new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED);
  }

  /** Without the moment at which it is signed: a second attempt is the same request. */
  private static Request lasting(Request request) {
    var headers = new LinkedHashMap<>(request.headers());
    headers.keySet().removeAll(List.of("Authorization", "X-Amz-Date"));
    return new Request(request.method(), request.uri(), headers, request.body());
  }

  /** An identifier that is not set stands as its name in braces, which a URL escapes. */
  private static String readable(URI uri) {
    return uri.toString().replace("%7B", "{").replace("%7D", "}");
  }

  /** No secret is read for a dry run; an encoded placeholder would only look like one. */
  private static String masked(String name, String value) {
    return name.equalsIgnoreCase("Authorization") ? value.split(" ", 2)[0] + " ***" : value;
  }
}
