package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --help}, on a terminal of 80 columns. */
class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev", "demo", "send", "package", "train", "attach", "detach", "doctor", "redrive"
      })
  void every_value_is_named_in_capitals(String command) {
    assertThat(Commanded.run(command, "--help").out())
        .contains("Usage: courier " + command)
        .doesNotContainPattern("=<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          package | COURIER_CONFIG=courier.json
          package | COURIER_TEMPLATES=templates
          package | io.github.cognitocourier.lambda.CourierFunction
          package | AWS_LAMBDA_EXEC_WRAPPER=/var/task/start
          train   | courier package --image FOLDER
          train   | java -XX:AOTCache=FILE @java.args
          send    | sendgrid://default, failover(URL URL)
          send    | "Example <no-reply@example.com>"
          send    | courier send --dry-run --trigger SignUp --to jane@example.com \\
          send    | --route "twilio://default?from=+14155550100"
          attach  | ./courier attach --user-pool-id us-east-1_AbCdEf123 --dry-run \\
          attach  | --cli-input-json file://FILE
          detach  | ./courier detach --user-pool-id us-east-1_AbCdEf123 --dry-run
          redrive | https://sqs.eu-west-1.amazonaws.com/123456789012/cognito-courier-failures
          """)
  void what_is_copied_stands_on_one_line(String command, String copied) {
    assertThat(Commanded.run(command, "--help").out()).contains(copied);
  }

  @Test
  void a_command_is_asked_for() {
    assertThat(Commanded.run().err()).startsWith("Name a command.");
  }
}
