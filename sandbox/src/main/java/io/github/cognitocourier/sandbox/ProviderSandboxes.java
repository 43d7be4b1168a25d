package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.provider.HttpSandbox;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.provider.email.BrevoSandbox;
import io.github.cognitocourier.sandbox.provider.email.MailerSendSandbox;
import io.github.cognitocourier.sandbox.provider.email.MailgunSandbox;
import io.github.cognitocourier.sandbox.provider.email.MailjetSandbox;
import io.github.cognitocourier.sandbox.provider.email.MandrillSandbox;
import io.github.cognitocourier.sandbox.provider.email.PostmarkSandbox;
import io.github.cognitocourier.sandbox.provider.email.ResendSandbox;
import io.github.cognitocourier.sandbox.provider.email.SendGridSandbox;
import io.github.cognitocourier.sandbox.provider.email.SesSandbox;
import io.github.cognitocourier.sandbox.provider.email.SparkPostSandbox;
import io.github.cognitocourier.sandbox.provider.sms.AwsSmsSandbox;
import io.github.cognitocourier.sandbox.provider.sms.BirdPlatformSandbox;
import io.github.cognitocourier.sandbox.provider.sms.MessageBirdSandbox;
import io.github.cognitocourier.sandbox.provider.sms.PlivoSandbox;
import io.github.cognitocourier.sandbox.provider.sms.SinchSandbox;
import io.github.cognitocourier.sandbox.provider.sms.SnsSandbox;
import io.github.cognitocourier.sandbox.provider.sms.TelnyxSandbox;
import io.github.cognitocourier.sandbox.provider.sms.TwilioSandbox;
import io.github.cognitocourier.sandbox.provider.sms.TwilioVerifySandbox;
import io.github.cognitocourier.sandbox.provider.sms.VonageMessagesSandbox;
import io.github.cognitocourier.sandbox.provider.sms.VonageSandbox;
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
        new AwsSmsSandbox(clock, ids),
        new BirdPlatformSandbox(clock, ids),
        new BrevoSandbox(clock, ids),
        new HttpSandbox(Channel.EMAIL, ids),
        new HttpSandbox(Channel.SMS, ids),
        new MailerSendSandbox(ids),
        new MailgunSandbox(clock, ids),
        new MailjetSandbox(ids),
        new MandrillSandbox(ids),
        new MessageBirdSandbox(clock, ids),
        new PlivoSandbox(ids),
        new PostmarkSandbox(clock, ids),
        new ResendSandbox(clock, ids),
        new SendGridSandbox(clock, ids),
        new SesSandbox(clock, ids),
        new SinchSandbox(clock, ids),
        new SnsSandbox(clock, ids),
        new SparkPostSandbox(clock, ids),
        new TelnyxSandbox(clock, ids),
        new TwilioSandbox(clock, ids),
        new TwilioVerifySandbox(clock, ids),
        new VonageMessagesSandbox(ids),
        new VonageSandbox(ids));
  }
}
