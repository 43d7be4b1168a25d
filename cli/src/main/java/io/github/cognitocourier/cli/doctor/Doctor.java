package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.aws.AwsErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks every check in turn. A check whose ground is missing is skipped: one cause, one cross. */
final class Doctor {

  /** Every check, in the order in which a message travels. */
  static final List<Check> CHECKS =
      Stream.of(
              PoolChecks.ALL,
              KeyChecks.ALL,
              FunctionChecks.ALL,
              SettingsChecks.ALL,
              InvocationChecks.ALL,
              RoleChecks.ALL,
              SecretChecks.ALL,
              ProviderChecks.ALL)
          .flatMap(List::stream)
          .toList();

  private Doctor() {}

  /**
   * The lines of the report; {@code progress} hears the id of each check before it is asked, and
   * nothing at the end.
   */
  static List<Line> examine(Deployment deployment, Consumer<String> progress) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (Check check : CHECKS) {
      Optional<String> missing =
          check.needs().stream()
              .filter(need -> !(verdicts.get(need) instanceof Verdict.Good))
              .findFirst();
      progress.accept(check.id());
      verdicts.put(
          check.id(),
          missing.isPresent() ? new Verdict.Skipped(missing.get()) : ask(check, deployment));
    }
    progress.accept("");
    var lines = new ArrayList<Line>();
    verdicts.forEach((id, verdict) -> lines.add(new Line(id, verdict)));
    return List.copyOf(lines);
  }

  /** What an operator may not see, and what AWS cannot say now, is no fault of the deployment's. */
  private static Verdict ask(Check check, Deployment deployment) {
    try {
      return check.ask().apply(deployment);
    } catch (SdkException refused) {
      return new Verdict.Unchecked(
          AwsErrors.beforeTheService(refused).orElseGet(() -> of(refused)));
    }
  }

  private static String of(SdkException refused) {
    if (!(refused instanceof AwsServiceException answer)) {
      return "AWS could not be asked.";
    }
    String code = AwsErrors.code(answer);
    boolean denied = code.startsWith("AccessDenied") || code.startsWith("UnauthorizedOperation");
    return denied
        ? "Your own credentials may not read this (" + code + ")."
        : "AWS answered " + code + ".";
  }
}
