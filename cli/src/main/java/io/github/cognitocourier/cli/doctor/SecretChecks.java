package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Reference.Resolved;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.List;
import java.util.stream.Stream;

/** The secrets that the environment refers to. Their values are never shown. */
final class SecretChecks {

  static final List<Check> ALL =
      List.of(Check.of("secrets", SecretChecks::secrets, "function.variables"));

  private SecretChecks() {}

  private static Verdict secrets(Deployment deployment) {
    List<Resolved> secrets = deployment.secrets();
    if (secrets.isEmpty()) {
      return new Good("The environment refers to no secrets.");
    }
    return Stream.concat(
            secrets.stream().filter(Resolved.Broken.class::isInstance),
            secrets.stream().filter(Resolved.Hidden.class::isInstance))
        .findFirst()
        .map(SecretChecks::verdict)
        .orElseGet(() -> new Good("Every secret is there, and none is empty."));
  }

  private static Verdict verdict(Resolved resolved) {
    return switch (resolved) {
      case Resolved.Value _ -> new Good("The secret is there.");
      case Resolved.Broken(var found, var fix) -> new Bad(found, fix);
      case Resolved.Hidden(_, var why) -> new Unchecked(why);
    };
  }
}
