package io.github.cognitocourier.core.delivery;

/** Is told what happens on the way of one message. Never throws. */
public interface Listener {

  /** Wants to know nothing. */
  Listener NOBODY =
      new Listener() {
        @Override
        public void opened(String provider) {}

        @Override
        public void failedOver() {}
      };

  /** The circuit of the provider of this name has opened, or opened again after a probe. */
  void opened(String provider);

  /**
   * A provider was asked and did not accept, and another one is asked now. Not told for a provider
   * that is passed over, nor for a sole one that is asked once more.
   */
  void failedOver();
}
