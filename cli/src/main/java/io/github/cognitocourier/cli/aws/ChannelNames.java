package io.github.cognitocourier.cli.aws;

import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;

/** What a channel is called by a pool and by the function. */
public final class ChannelNames {

  private ChannelNames() {}

  /** The field of the pool's {@code LambdaConfig} that names the channel's sender. */
  public static String trigger(Channel channel) {
    return switch (channel) {
      case EMAIL -> "CustomEmailSender";
      case SMS -> "CustomSMSSender";
    };
  }

  /** The function's setting that holds the channel's route. */
  public static String route(Channel channel) {
    return switch (channel) {
      case EMAIL -> Settings.COURIER_EMAIL;
      case SMS -> Settings.COURIER_SMS;
    };
  }
}
