package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.Sms;
import java.util.List;

/**
 * Which providers a message is handed to, by channel. Immutable and safe for concurrent use.
 *
 * @param warnings what the operator should know of the providers, one sentence each
 */
public record Routes(Choice<Email> email, Choice<Sms> sms, List<String> warnings) {

  /** Copies the warnings. */
  public Routes {
    warnings = List.copyOf(warnings);
  }

  /** The routes of one channel. */
  @FunctionalInterface
  public interface Choice<M extends Message> {

    /**
     * The providers of this message in the order in which they are tried, each once. Empty when the
     * channel has no route, or none for the recipient's phone number.
     */
    List<Provider<M>> providers(Dispatch dispatch);
  }

  /** The same providers for every message. */
  public Routes(List<Provider<Email>> email, List<Provider<Sms>> sms) {
    this(always(email), always(sms), List.of());
  }

  private static <M extends Message> Choice<M> always(List<Provider<M>> providers) {
    List<Provider<M>> copy = List.copyOf(providers);
    return dispatch -> copy;
  }
}
