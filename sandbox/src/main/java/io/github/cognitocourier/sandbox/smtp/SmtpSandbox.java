package io.github.cognitocourier.sandbox.smtp;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.SandboxedProvider;
import java.net.URI;
import java.util.Map;

/**
 * What a function must know of the mail server; it has a port of its own.
 *
 * @param port where it listens on 127.0.0.1
 */
public record SmtpSandbox(int port) implements SandboxedProvider {

  static final String NAME = "smtp";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "smtp://default?host=127.0.0.1&port=" + port + "&tls=none&username=sandbox",
        Map.of("SMTP_PASSWORD", "dummy"));
  }
}
