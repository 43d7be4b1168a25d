package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The option that puts other providers into the local cloud's routes. */
final class SandboxProviders {

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      split = ",",
      description = {
        "The provider whose sandbox gets the messages of its",
        "channel (default: sendgrid,twilio); several of one channel,",
        "separated by commas, fail over in this order."
      })
  private List<String> names = new ArrayList<>();

  SandboxProviders() {}

  /** As they were given; empty for the usual ones. */
  List<String> names() {
    var known = new TreeSet<>(Sandbox.providers(Channel.EMAIL));
    known.addAll(Sandbox.providers(Channel.SMS));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InvalidSettings(
            "--provider: there is no sandbox of "
                + name
                + "; there is one of "
                + String.join(", ", known)
                + ".");
      }
    }
    return names;
  }
}
