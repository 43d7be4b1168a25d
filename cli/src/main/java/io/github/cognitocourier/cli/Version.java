package io.github.cognitocourier.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs; mere classes, as a test runs them, have none. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = CourierCommand.class.getPackage().getImplementationVersion();
    return new String[] {
      "Cognito Courier " + Optional.ofNullable(version).orElse("(not from a jar)")
    };
  }
}
