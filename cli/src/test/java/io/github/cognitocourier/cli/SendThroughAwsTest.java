package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code courier send --dry-run} through AWS's own services, which take no key of ours. */
class SendThroughAwsTest {

  private static final Map<String, String> NOBODY = Map.of();
  private static final Map<String, String> SOMEBODY =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "a-real-secret",
          "AWS_SESSION_TOKEN", "a-real-token");

  @ParameterizedTest
  @CsvSource({
    "ses://default, jane@example.com, https://email.",
    "aws-sms://default, +14155550123, https://sms-voice.",
    "sns://default, +14155550123, https://sns."
  })
  void a_dry_run_prints_each_request_once_and_no_credentials(String route, String to, String host) {
    String nobody = printed(NOBODY, route, to);
    assertThat(nobody).startsWith("POST " + host + "aws-region.amazonaws.com/");
    assertThat(nobody).containsOnlyOnce("POST ").contains("Authorization: AWS4-HMAC-SHA256 ***\n");

    String somebody = printed(SOMEBODY, route, to);
    assertThat(somebody).startsWith("POST " + host + "eu-central-1.amazonaws.com/");
    assertThat(somebody).doesNotContain("a-real-");
  }

  private static String printed(Map<String, String> environment, String route, String to) {
    Commanded dryRun =
        Commanded.in(
            environment, "send", "--dry-run", "--trigger", "SignUp", "--to", to, "--route", route);
    assertThat(dryRun.err()).isEmpty();
    assertThat(dryRun.exitCode()).isZero();
    return dryRun.out();
  }
}
