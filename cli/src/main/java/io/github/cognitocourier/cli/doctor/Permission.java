package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Policy.Statement;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.List;
import java.util.Map;

/**
 * Who may invoke the function, by its own policy: Cognito for this pool, and no stranger. Every
 * statement counts, since the loosest decides.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">Resource-based
 *     policies in Lambda</a>
 */
final class Permission {

  private static final String INVOKE = "lambda:InvokeFunction";
  private static final String COGNITO = "cognito-idp.amazonaws.com";
  private static final String SOURCE = "aws:sourcearn";
  private static final String ACCOUNT = "aws:sourceaccount";
  private static final String REPLACE =
      "Remove that statement of the function's policy and add one for this pool: ";

  private Permission() {}

  static Verdict examine(Policy policy, String function, Arn pool) {
    List<Statement> concerned =
        policy.statements().stream()
            .filter(it -> it.isFor("Service", COGNITO) && it.covers(INVOKE) && it.isAbout(function))
            .toList();
    Map<String, String> context =
        Map.of(SOURCE, pool.text(), ACCOUNT, pool.account(), "aws:securetransport", "true");
    String add = add(function, pool);
    for (Statement statement : concerned) {
      if (!statement.isDenial() && isOpen(statement)) {
        return new Bad(openness(statement), REPLACE + add);
      }
    }
    boolean depends = concerned.stream().anyMatch(it -> !it.isDenial() && !isPinned(it));
    return switch (new Policy(concerned).answer(_ -> true, context)) {
      case ALLOWED ->
          depends
              ? new Unchecked(
                  "Cognito may invoke it; who else may depends on a condition in its policy.")
              : new Good("Cognito may invoke it, for this pool only.");
      case DENIED ->
          new Bad(
              "A statement of the function's policy denies Cognito the invocation.",
              "Remove that statement of the function's policy.");
      case DEPENDS ->
          new Unchecked("Whether Cognito may invoke it depends on a condition in its policy.");
      case SILENT -> new Bad("Cognito may not invoke it for this pool.", "Allow it: " + add);
    };
  }

  /**
   * Whether pools come through that it does not name. A condition on anything but the caller's
   * source may shut them out, which cannot be told from here.
   */
  private static boolean isOpen(Statement statement) {
    List<Condition> conditions = statement.conditions();
    boolean judged =
        conditions.stream().allMatch(it -> List.of(SOURCE, ACCOUNT).contains(it.key()));
    return !isPinned(statement) && judged;
  }

  private static boolean isPinned(Statement statement) {
    return statement.conditions().stream().anyMatch(it -> it.pins(SOURCE));
  }

  private static String openness(Statement statement) {
    if (statement.isForAnybody()) {
      return "Anybody may invoke it, not Cognito alone.";
    }
    return statement.isConditional()
        ? "Cognito may invoke it for other pools than this one."
        : "Cognito may invoke it for any pool, of any account.";
  }

  private static String add(String function, Arn pool) {
    return "aws lambda add-permission --function-name "
        + function
        + " --statement-id cognito --action "
        + INVOKE
        + " --principal "
        + COGNITO
        + " --source-arn "
        + pool.text()
        + " --source-account "
        + pool.account()
        + ".";
  }
}
