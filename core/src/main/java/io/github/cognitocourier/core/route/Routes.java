package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Sms;
import java.util.List;

/**
 * The providers of each channel, in the order in which they are tried. An empty list: nothing is
 * sent by that channel. Immutable.
 */
public record Routes(List<Provider<Email>> email, List<Provider<Sms>> sms) {

  /** Copies the lists. */
  public Routes {
    email = List.copyOf(email);
    sms = List.copyOf(sms);
  }
}
