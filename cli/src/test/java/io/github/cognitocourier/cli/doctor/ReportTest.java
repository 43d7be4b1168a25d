package io.github.cognitocourier.cli.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed. */
class ReportTest {

  private static final Report REPORT =
      new Report(
          "us-east-1_AbCdEf123",
          List.of(
              new Line("pool", new Verdict.Good("There.")),
              new Line("key", new Verdict.Bad("Gone.", "Find it.")),
              new Line("key.state", new Verdict.Skipped("key")),
              new Line("role", new Verdict.Unchecked("Denied."))));

  @Test
  void a_terminal_shows_signs() {
    assertThat(REPORT.table(Marks.in(UTF_8)))
        .isEqualTo(
            """
            ✓ pool                There.
            ✗ key                 Gone.
                                  → Find it.
            – key.state           Skipped: needs key.
            – role                Denied.

            1 of 4 checks failed. 2 could not be checked. See docs/troubleshooting.md.
            """);
  }

  @Test
  void a_terminal_without_signs_shows_letters() {
    assertThat(REPORT.table(Marks.in(US_ASCII)))
        .startsWith("ok pool                There.\nNO key                 Gone.\n")
        .contains("-> Find it.", "-- key.state")
        .matches(table -> US_ASCII.newEncoder().canEncode(table));
  }

  @Test
  void a_program_gets_json() {
    assertThat(REPORT.json())
        .isEqualTo(
            """
            {"userPoolId":"us-east-1_AbCdEf123","broken":1,"unknown":2,"checks":[\
            {"id":"pool","status":"ok","found":"There."},\
            {"id":"key","status":"broken","found":"Gone.","fix":"Find it."},\
            {"id":"key.state","status":"skipped","needs":"key"},\
            {"id":"role","status":"unknown","found":"Denied."}]}
            """);
  }
}
