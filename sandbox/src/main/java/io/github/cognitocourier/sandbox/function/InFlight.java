package io.github.cognitocourier.sandbox.function;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The invocations under way, so that a message can be told why it was sent. Safe for concurrent
 * use.
 */
public final class InFlight {

  private final List<Journey> journeys = new ArrayList<>();

  /** One invocation: the trigger source, and the addresses in its event. */
  private record Journey(String triggerSource, List<String> recipients) {}

  /** Ends with the invocation. */
  interface Passage extends AutoCloseable {

    @Override
    void close();
  }

  /** The invocation with this event is under way until the passage is closed. */
  Passage begin(Json event) {
    Json attributes = event.at("request").at("userAttributes");
    List<String> recipients =
        List.of("email", "phone_number").stream()
            .flatMap(name -> attributes.at(name).text().stream())
            .map(InFlight::canonical)
            .toList();
    var journey = new Journey(event.at("triggerSource").text().orElse(""), recipients);
    synchronized (this) {
      journeys.add(journey);
    }
    return () -> end(journey);
  }

  /**
   * Why {@code recipient} gets a message; empty when no invocation for it is under way, or several
   * of different trigger sources are.
   */
  public synchronized Optional<String> triggerSource(String recipient) {
    String wanted = canonical(recipient);
    List<String> sources =
        journeys.stream()
            .filter(journey -> journey.recipients().contains(wanted))
            .map(Journey::triggerSource)
            .distinct()
            .toList();
    return sources.size() == 1 ? Optional.of(sources.getFirst()) : Optional.empty();
  }

  private synchronized void end(Journey journey) {
    journeys.remove(journey);
  }

  /** The sender may have written the domain as punycode or in lower case. */
  private static String canonical(String recipient) {
    return EmailAddress.parse(recipient)
        .map(EmailAddress::value)
        .orElse(recipient)
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
