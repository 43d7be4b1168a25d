package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code courier send} with a provider's key that is kept in AWS. */
class SendWithReferenceTest {

  private static final String REFERENCE =
      "secretsmanager:arn:aws:secretsmanager:eu-central-1:111122223333:secret:sendgrid-AbCdEf";
  private static final String KEPT = "{\"SecretString\":\"SG.kept\"}";

  @Test
  void the_key_is_read_with_the_credentials_of_the_environment() throws IOException {
    try (var aws = new Vendor(200, KEPT);
        var vendor = new Vendor(202, "")) {
      Commanded sent = send(vendor, credentials(aws));

      assertThat(sent)
          .isEqualTo(new Commanded(0, "accepted by sendgrid, message id message-1\n", ""));
      assertThat(vendor.requests())
          .singleElement()
          .asString()
          .startsWith("POST /v3/mail/send Bearer SG.kept {");
      assertThat(aws.requests())
          .singleElement()
          .asString()
          .contains("/eu-central-1/secretsmanager/aws4_request", "secret:sendgrid-AbCdEf");
    }
  }

  @Test
  void without_credentials_it_says_that_they_are_needed_and_sends_nothing() throws IOException {
    try (var vendor = new Vendor(202, "")) {
      Commanded refused = send(vendor, Map.of("SENDGRID_API_KEY", REFERENCE));

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("AWS_ACCESS_KEY_ID is not set")
          .contains("AWS_REGION is not set")
          .contains("A provider's key is kept in AWS; its credentials and region are needed.");
      assertThat(vendor.requests()).isEmpty();
    }
  }

  @Test
  void a_secret_that_may_not_be_read_is_told_by_its_reason() throws IOException {
    try (var aws = new Vendor(400, "{\"__type\":\"AccessDeniedException\"}");
        var vendor = new Vendor(202, "")) {
      assertThat(send(vendor, credentials(aws)))
          .isEqualTo(
              new Commanded(
                  1, "sendgrid: misconfigured, secret_denied (AccessDeniedException)\n", ""));
      assertThat(vendor.requests()).isEmpty();
    }
  }

  @Test
  void a_dry_run_asks_nobody_for_the_key_and_needs_no_credentials() throws IOException {
    try (var aws = new Vendor(200, KEPT);
        var vendor = new Vendor(202, "")) {
      for (Map<String, String> environment :
          List.of(credentials(aws), Map.of("SENDGRID_API_KEY", REFERENCE))) {
        Commanded dryRun = send(vendor, environment, "--dry-run");

        assertThat(dryRun.exitCode()).isZero();
        assertThat(dryRun.out())
            .contains("Authorization: Bearer ***\n")
            .doesNotContain("secretsmanager", "SG.kept");
      }
      assertThat(aws.requests()).isEmpty();
      assertThat(vendor.requests()).isEmpty();
    }
  }

  private static Map<String, String> credentials(Vendor aws) {
    return Map.of(
        "SENDGRID_API_KEY", REFERENCE,
        "AWS_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY", "secret",
        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.port());
  }

  private static Commanded send(Vendor vendor, Map<String, String> environment, String... more) {
    var variables = new LinkedHashMap<>(environment);
    variables.put("COURIER_FROM", "Example <no-reply@example.com>");
    var arguments =
        new ArrayList<>(List.of("send", "--trigger", "SignUp", "--to", "jane@example.com"));
    arguments.add("--route");
    arguments.add("sendgrid://default?endpoint=http://127.0.0.1:" + vendor.port());
    arguments.addAll(List.of(more));
    return Commanded.in(variables, arguments.toArray(String[]::new));
  }
}
