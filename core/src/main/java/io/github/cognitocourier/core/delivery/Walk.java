package io.github.cognitocourier.core.delivery;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One message on its way along its route. Belongs to one call: not for concurrent use. */
final class Walk<M extends Message> {

  /** A fair share: who had less, and did not answer, is not ill for that. */
  private static final Duration LEAST_SHARE = Duration.ofMillis(1500);

  private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(200);

  private final Delivery delivery;
  private final Breaker breaker;
  private final M message;
  private final Deadline deadline;
  private final Listener listener;
  private final List<Outcome> attempts = new ArrayList<>();
  private boolean hasAsked;
  private boolean hasProbed;

  Walk(Delivery delivery, M message, Deadline deadline, Listener listener) {
    this.delivery = delivery;
    this.breaker = delivery.breaker();
    this.message = message;
    this.deadline = deadline;
    this.listener = listener;
  }

  /** The providers whose circuits are open come last; when all are, that is the route itself. */
  Result over(List<Provider<M>> route) {
    var passed = new ArrayList<Provider<M>>();
    Optional<Result> end = isAllOpen(route) ? afterAll(route) : first(route, passed);
    return end.or(() -> afterAll(passed)).orElseGet(this::notAccepted);
  }

  private boolean isAllOpen(List<Provider<M>> route) {
    for (Provider<M> provider : route) {
      if (breaker.openFor(provider).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Those that may be asked; the others are noted, and kept in {@code passed}. */
  private Optional<Result> first(List<Provider<M>> route, List<Provider<M>> passed) {
    Optional<Result> end = Optional.empty();
    for (int i = 0; i < route.size() && end.isEmpty() && !deadline.hasPassed(); i++) {
      Provider<M> provider = route.get(i);
      List<Provider<M>> rest = route.subList(i + 1, route.size());
      Optional<Duration> openFor = admit(provider, rest);
      if (openFor.isPresent()) {
        attempts.add(Outcome.Unavailable.passedOver(provider.name(), openFor.get()));
        passed.add(provider);
      } else {
        // Who was passed over, or will be, is tried after all, and needs time for it.
        end = step(provider, rest.isEmpty() && passed.isEmpty(), route.size() == 1);
      }
    }
    return end;
  }

  /** As the breaker does, but no probe takes what a provider that is well needs. */
  private Optional<Duration> admit(Provider<M> provider, List<Provider<M>> rest) {
    boolean probe = !breaker.isClosed(provider);
    if (probe && !mayProbe(rest)) {
      return Optional.of(breaker.openFor(provider).orElse(Duration.ZERO));
    }
    Optional<Duration> openFor = breaker.admit(provider);
    hasProbed |= probe && openFor.isEmpty();
    return openFor;
  }

  private boolean mayProbe(List<Provider<M>> rest) {
    boolean needed = rest.stream().noneMatch(breaker::isClosed);
    Duration least = needed ? LEAST_SHARE : LEAST_SHARE.multipliedBy(2);
    return (needed || !hasProbed) && (!hasAsked || deadline.remaining().compareTo(least) >= 0);
  }

  private Optional<Result> afterAll(List<Provider<M>> providers) {
    Optional<Result> end = Optional.empty();
    for (int i = 0; i < providers.size() && end.isEmpty() && !deadline.hasPassed(); i++) {
      boolean sole = providers.size() == 1 && attempts.isEmpty();
      end = step(providers.get(i), i == providers.size() - 1, sole);
    }
    return end;
  }

  /** What ends the route; empty goes on to the next provider. */
  private Optional<Result> step(Provider<M> provider, boolean last, boolean sole) {
    if (hasAsked) {
      listener.failedOver();
    }
    Outcome outcome = attempt(provider, last);
    if (sole && outcome instanceof Outcome.Unavailable unavailable && fits(unavailable)) {
      delivery.pause().pause(wait(unavailable));
      outcome = attempt(provider, true);
    }
    return switch (outcome) {
      case Outcome.Accepted accepted -> Optional.of(new Result.Delivered(accepted, attempts));
      case Outcome.Rejected(var name, var reason) ->
          Optional.of(new Result.Undeliverable(reason, attempts));
      case Outcome.Unknown unknown when delivery.onUnknown() == Delivery.OnUnknown.STOP ->
          Optional.of(
              // A bug is never the end of a message: only a failure is tried again and kept.
              unknown.isBug()
                  ? notAccepted()
                  : new Result.Undeliverable(unknown.reason(), attempts));
      case Outcome.Unknown mayBeSent -> Optional.empty();
      case Outcome.Misconfigured operatorsFault -> Optional.empty();
      case Outcome.Unavailable notSent -> Optional.empty();
    };
  }

  private Outcome attempt(Provider<M> provider, boolean last) {
    Duration left = deadline.remaining();
    // The first had all the time that there was, however short.
    boolean fair = !hasAsked || left.compareTo(LEAST_SHARE) >= 0;
    hasAsked = true;
    Outcome outcome = send(provider, last ? deadline : share());
    attempts.add(outcome);
    boolean hasOpened =
        switch (outcome) {
          case Outcome.Accepted accepted -> well(provider);
          case Outcome.Rejected rejected -> well(provider);
          // Refused at once, every time: it costs no patience, and somebody is told already.
          case Outcome.Misconfigured misconfigured -> well(provider);
          case Outcome.Unavailable unavailable ->
              fair && breaker.failed(provider, unavailable.retryAfter());
          case Outcome.Unknown unknown -> fair && breaker.failed(provider, Duration.ZERO);
        };
    if (hasOpened) {
      listener.opened(provider.name());
    }
    return outcome;
  }

  private boolean well(Provider<M> provider) {
    breaker.answered(provider);
    return false;
  }

  /** A bug in one driver, or a class that it lacks, must not keep the message from the next one. */
  private Outcome send(Provider<M> provider, Deadline share) {
    try {
      return provider.send(message, share);
    } catch (RuntimeException | LinkageError bug) {
      return Outcome.Unknown.bug(provider.name(), bug);
    }
  }

  private Deadline share() {
    Duration half = deadline.half();
    return deadline.within(half.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : half);
  }

  private boolean fits(Outcome.Unavailable unavailable) {
    return deadline.remaining().minus(wait(unavailable)).compareTo(LEAST_SHARE) >= 0;
  }

  private static Duration wait(Outcome.Unavailable unavailable) {
    return unavailable.retryAfter().isPositive() ? unavailable.retryAfter() : PAUSE_BEFORE_RETRY;
  }

  private Result notAccepted() {
    return new Result.Failed(reason(), attempts);
  }

  private Result.Reason reason() {
    if (attempts.isEmpty()) {
      return new Result.Reason(
          "out_of_time", "No time was left to send the message; the event will be tried again.");
    }
    String tried =
        attempts.stream()
            .map(outcome -> outcome.provider() + " " + Delivery.reason(outcome))
            .collect(Collectors.joining(", "));
    return new Result.Reason("not_accepted", "No provider accepted the message: " + tried + ".");
  }
}
