package io.github.cognitocourier.infra;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.program.AwsCli;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads every policy of a deployed sender with the AWS CLI and names what is too wide in it: the
 * policies of its role and the role's trust, of its key, of its queue, and of its function and
 * alias. How it was deployed does not matter.
 */
final class PolicyCheck {

  /** What the sender consists of, as its own function tells it. */
  private record Sender(String function, String role, String key, String queue) {}

  private final AwsCli aws;
  private final URI endpoint;
  private final List<PolicyStatement> statements = new ArrayList<>();

  private PolicyCheck(AwsCli aws, URI endpoint) {
    this.aws = aws;
    this.endpoint = endpoint;
  }

  /** One sentence for every statement that is too wide; none when all is well. */
  static List<String> findings(AwsCli aws, URI endpoint, String function)
      throws InterruptedException {
    return statements(aws, endpoint, function).stream()
        .flatMap(statement -> statement.findings().stream())
        .toList();
  }

  /** Every statement that was read, so that a test can see that it read the right ones. */
  static List<PolicyStatement> statements(AwsCli aws, URI endpoint, String function)
      throws InterruptedException {
    var check = new PolicyCheck(aws, endpoint);
    check.read(check.sender(function));
    return List.copyOf(check.statements);
  }

  /** One sentence for every statement of a role that is too wide. */
  static List<String> findingsOfRole(AwsCli aws, URI endpoint, String role)
      throws InterruptedException {
    var check = new PolicyCheck(aws, endpoint);
    check.readRole(role);
    return check.statements.stream().flatMap(each -> each.findings().stream()).toList();
  }

  private Sender sender(String function) throws InterruptedException {
    Json found = ask("lambda", "get-function-configuration", "--function-name", function);
    String roleArn = found.at("Role").requireText();
    Json invoke =
        ask(
            "lambda",
            "get-function-event-invoke-config",
            "--function-name",
            function,
            "--qualifier",
            "live");
    String queueArn =
        invoke.at("DestinationConfig").at("OnFailure").at("Destination").requireText();
    Json variables = found.at("Environment").at("Variables");
    return new Sender(
        function,
        roleArn.substring(roleArn.lastIndexOf('/') + 1),
        // Further keys belong to others.
        variables.at("KMS_KEY_ARN").requireText().split(",", -1)[0],
        queueArn.substring(queueArn.lastIndexOf(':') + 1));
  }

  private void read(Sender sender) throws InterruptedException {
    readRole(sender.role());
    Json key = ask("kms", "get-key-policy", "--key-id", sender.key(), "--policy-name", "default");
    addText(PolicyStatement.Kind.KEY, sender.key(), key.at("Policy").requireText());
    String url =
        ask("sqs", "get-queue-url", "--queue-name", sender.queue()).at("QueueUrl").requireText();
    Json attributes =
        ask("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All");
    addText(
        PolicyStatement.Kind.RESOURCE,
        "queue " + sender.queue(),
        attributes.at("Attributes").at("Policy").requireText());
    readPermissions(sender.function());
  }

  /** A function that nobody may invoke yet has no policy. */
  private void readPermissions(String function) throws InterruptedException {
    try {
      Json policy = ask("lambda", "get-policy", "--function-name", function, "--qualifier", "live");
      addText(
          PolicyStatement.Kind.RESOURCE,
          "function " + function + ":live",
          policy.at("Policy").requireText());
    } catch (AssertionError refused) {
      if (!String.valueOf(refused.getMessage()).contains("ResourceNotFoundException")) {
        throw refused;
      }
    }
  }

  /** One call for all of IAM: the CLI starts slowly. */
  private void readRole(String role) throws InterruptedException {
    Json account =
        ask("iam", "get-account-authorization-details", "--filter", "Role", "LocalManagedPolicy");
    Json found = only(account.at("RoleDetailList"), "RoleName", role);
    add(PolicyStatement.Kind.TRUST, "trust of " + role, found.at("AssumeRolePolicyDocument"));
    for (Json inline : found.at("RolePolicyList").items()) {
      add(
          PolicyStatement.Kind.IDENTITY,
          inline.at("PolicyName").requireText(),
          inline.at("PolicyDocument"));
    }
    for (Json attached : found.at("AttachedManagedPolicies").items()) {
      String arn = attached.at("PolicyArn").requireText();
      Json policy = only(account.at("Policies"), "Arn", arn);
      Json version =
          only(
              policy.at("PolicyVersionList"),
              "VersionId",
              policy.at("DefaultVersionId").requireText());
      String name = attached.at("PolicyName").requireText();
      add(PolicyStatement.Kind.IDENTITY, name, version.at("Document"));
    }
  }

  private static Json only(Json list, String field, String value) {
    return list.items().stream()
        .filter(each -> each.at(field).requireText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + value));
  }

  private void addText(PolicyStatement.Kind kind, String place, String document) {
    add(kind, place, Json.parse(document));
  }

  private void add(PolicyStatement.Kind kind, String place, Json document) {
    Json statement = document.at("Statement");
    Stream<Json> each = statement.isObject() ? Stream.of(statement) : statement.items().stream();
    each.map(json -> PolicyStatement.of(kind, place, json)).forEach(statements::add);
  }

  private Json ask(String... words) throws InterruptedException {
    return aws.call(endpoint, words);
  }
}
