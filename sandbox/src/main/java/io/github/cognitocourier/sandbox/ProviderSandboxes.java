package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.provider.HttpSandbox;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.provider.email.SendGridSandbox;
import io.github.cognitocourier.sandbox.provider.email.SesSandbox;
import io.github.cognitocourier.sandbox.provider.sms.TwilioSandbox;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Every sandbox of a provider: a new one is one line here. */
final class ProviderSandboxes {

  private ProviderSandboxes() {}

  /** All of them; message ids come from {@code ids}, dates from {@code clock}. */
  static List<ProviderSandbox> all(InstantSource clock, Supplier<UUID> ids) {
    return List.of(
        // One line each.
        new SesSandbox(clock, ids),
        new HttpSandbox(Channel.EMAIL, ids),
        new HttpSandbox(Channel.SMS, ids),
        new SendGridSandbox(clock, ids),
        new TwilioSandbox(clock, ids));
  }
}
