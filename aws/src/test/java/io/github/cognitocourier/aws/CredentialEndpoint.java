package io.github.cognitocourier.aws;

import io.github.cognitocourier.aws.CredentialSource.Resolution.Resolved;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Unresolved;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A container endpoint that remembers what it was asked, and the source that asks it. */
final class CredentialEndpoint implements Exchange {

  static final String URI = "http://127.0.0.1:9001/credentials";

  final SettableClock clock = new SettableClock();
  final List<Request> requests = new ArrayList<>();
  Reply reply = issued("AKID1", Duration.ofHours(1));

  @Override
  public Reply exchange(Request request, Deadline deadline) {
    requests.add(request);
    return reply;
  }

  CredentialSource source(Map<String, String> variables) {
    return CredentialSource.of(environment(variables), this, clock);
  }

  Environment environment(Map<String, String> variables) {
    var all = new HashMap<>(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", URI));
    all.putAll(variables);
    return Environment.of(all);
  }

  Credentials current(CredentialSource source) {
    return switch (source.current(soon())) {
      case Resolved(Credentials credentials) -> credentials;
      case Unresolved(String reason) -> throw new AssertionError(reason);
    };
  }

  Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5), clock);
  }

  Reply issued(String accessKeyId, Duration lifetime) {
    return new Answered(
        200,
        Map.of(),
        """
        {"AccessKeyId":"%s","SecretAccessKey":"secret of %<s","Token":"token of %<s","Expiration":"%s"}
        """
            .formatted(accessKeyId, clock.instant().plus(lifetime)));
  }
}
