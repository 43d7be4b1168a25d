package io.github.cognitocourier.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before AWS is asked. */
class DoctorCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Missing required option: '--user-pool-id=ID'",
        "--user-pool-id nonsense | --user-pool-id is an id such as us-east-1_AbCdEf123.",
        "--user-pool-id us-east-1_A --channel fax | --channel is email or sms."
      },
      quoteCharacter = '"')
  void a_mistake_in_the_call_exits_with_2(String arguments, String sentence) {
    var err = new StringWriter();
    int exitCode =
        new CommandLine(new DoctorCommand())
            .setErr(new PrintWriter(err, true))
            .execute(arguments.equals("''") ? new String[0] : arguments.split(" "));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).contains(sentence);
  }
}
