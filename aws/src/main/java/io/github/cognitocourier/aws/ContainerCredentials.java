package io.github.cognitocourier.aws;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of the container endpoint, kept until 5 minutes before they expire. From then on one
 * thread at a time asks for new ones while the others go on with those they have; an endpoint that
 * fails is good again after 10 seconds at the earliest, as long as the old ones are valid.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">
 *     Container credential provider</a>
 */
final class ContainerCredentials implements CredentialSource {

  private static final String URI_VARIABLE = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofMinutes(5);
  private static final Duration RENEW_AGAIN_AFTER = Duration.ofSeconds(10);
  private static final Duration LONGEST_FETCH = Duration.ofSeconds(2);
  private static final Duration LONGEST_EARLY_FETCH = Duration.ofMillis(300);

  private final URI uri;
  private final AuthorizationToken token;
  private final Exchange exchange;
  private final InstantSource clock;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Held held;

  private ContainerCredentials(
      URI uri, AuthorizationToken token, Exchange exchange, InstantSource clock) {
    this.uri = uri;
    this.token = token;
    this.exchange = exchange;
    this.clock = clock;
  }

  /** Throws {@link InvalidSettings} when the endpoint is not set or is one AWS does not allow. */
  static ContainerCredentials of(Environment environment, Exchange exchange, InstantSource clock) {
    String text =
        environment
            .get(URI_VARIABLE)
            .orElseThrow(() ->
                new InvalidSettings(
                    "AWS_ACCESS_KEY_ID is not set, nor is "
                        + URI_VARIABLE
                        + "; Lambda sets one of them, elsewhere set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY."));
    return new ContainerCredentials(
        endpoint(text), AuthorizationToken.of(environment), exchange, clock);
  }

  @Override
  public Resolution current(Deadline deadline) {
    Held before = held;
    Instant now = clock.instant();
    if (before == null || !before.isValid(now)) {
      return renewed(other -> other.isValid(clock.instant()), deadline);
    }
    if (now.isBefore(before.renewAt()) || !renewing.tryLock()) {
      return before.resolved();
    }
    try {
      // What we hold still works: a stalled endpoint must not eat the time of the delivery.
      Deadline soon = deadline.within(LONGEST_EARLY_FETCH);
      return fetch(soon) instanceof Resolution.Resolved fresh ? fresh : postponed(before);
    } finally {
      renewing.unlock();
    }
  }

  @Override
  public Resolution insteadOf(Credentials refused, Deadline deadline) {
    Resolution other = renewed(held -> !held.credentials().equals(refused), deadline);
    return other instanceof Resolution.Resolved ? other : new Resolution.Resolved(refused);
  }

  /** Fetches, unless another thread has done so meanwhile and what it got is {@code good}. */
  private Resolution renewed(Predicate<Held> good, Deadline deadline) {
    try {
      if (!renewing.tryLock(deadline.remaining().toNanos(), NANOSECONDS)) {
        return new Resolution.Unresolved("credentials_timed_out");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Resolution.Unresolved("credentials_interrupted");
    }
    try {
      Held now = held;
      return now != null && good.test(now) ? now.resolved() : fetch(deadline);
    } finally {
      renewing.unlock();
    }
  }

  private Resolution postponed(Held before) {
    held = new Held(before.credentials(), clock.instant().plus(RENEW_AGAIN_AFTER));
    return before.resolved();
  }

  private Resolution fetch(Deadline deadline) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Accept", "application/json");
    switch (token.read()) {
      case AuthorizationToken.Value value -> headers.put("Authorization", value.secret().reveal());
      case AuthorizationToken.None ignored -> {}
      case AuthorizationToken.Unreadable ignored -> {
        return new Resolution.Unresolved("credentials_token_unreadable");
      }
    }
    var request = new Request("GET", uri, headers, "");
    return switch (exchange.exchange(request, deadline.within(LONGEST_FETCH))) {
      case Reply.Answered answered when answered.isSuccess() -> keep(answered.body());
      case Reply.Answered answered ->
          new Resolution.Unresolved("credentials_http_" + answered.status());
      case Reply.NotSent(Reply.Fault fault) ->
          new Resolution.Unresolved("credentials_" + fault.word());
      case Reply.NoAnswer(Reply.Fault fault) ->
          new Resolution.Unresolved("credentials_" + fault.word());
    };
  }

  private Resolution keep(String body) {
    Optional<Credentials> read = read(Json.lenient(body));
    if (read.isEmpty()) {
      return new Resolution.Unresolved("credentials_malformed");
    }
    Instant expiry = read.get().expiry();
    Instant early = expiry.equals(Instant.MAX) ? expiry : expiry.minus(RENEW_BEFORE_EXPIRY);
    Instant soon = clock.instant().plus(RENEW_AGAIN_AFTER);
    var fresh = new Held(read.get(), early.isAfter(soon) ? early : soon);
    held = fresh;
    return fresh.resolved();
  }

  private static Optional<Credentials> read(Json json) {
    Optional<String> accessKeyId = json.at("AccessKeyId").text();
    Optional<String> secretAccessKey = json.at("SecretAccessKey").text();
    Optional<String> sessionToken = json.at("Token").text();
    boolean complete =
        accessKeyId.filter(AuthorizationToken::isHeaderValue).isPresent()
            && secretAccessKey.filter(secret -> !secret.isBlank()).isPresent()
            && sessionToken.map(AuthorizationToken::isHeaderValue).orElse(true);
    try {
      Instant expiry = json.at("Expiration").text().map(Instant::parse).orElse(Instant.MAX);
      return complete
          ? Optional.of(
              new Credentials(
                  accessKeyId.orElseThrow(),
                  new Secret(secretAccessKey.orElseThrow()),
                  sessionToken.map(Secret::new),
                  expiry))
          : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text);
      if (Request.canGoTo(uri)) {
        return uri;
      }
    } catch (URISyntaxException notAUri) {
      throw new InvalidSettings(URI_VARIABLE + " is not a URL.");
    }
    throw new InvalidSettings(
        URI_VARIABLE
            + " must be https://…; plain http is for localhost, 169.254.170.2, 169.254.170.23 and"
            + " [fd00:ec2::23] only.");
  }

  private record Held(Credentials credentials, Instant renewAt) {

    boolean isValid(Instant now) {
      return now.isBefore(credentials.expiry());
    }

    Resolution resolved() {
      return new Resolution.Resolved(credentials);
    }
  }
}
