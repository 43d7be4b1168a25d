package io.github.cognitocourier.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page and the program know the same checks. */
class TroubleshootingTest {

  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/troubleshooting.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z.-]+)`");

  @Test
  void every_check_has_its_row_in_the_order_in_which_it_is_asked() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)).toList();
    assertThat(rows).isEqualTo(Doctor.CHECKS.stream().map(Check::id).toList());
  }

  @Test
  void every_symptom_names_checks_that_exist() throws IOException {
    String symptoms = Files.readString(PAGE).split("## What doctor checks")[0];
    Set<String> named =
        symptoms
            .lines()
            .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
            .map(line -> Arrays.asList(line.split(" \\| ?")).getLast())
            .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)))
            .collect(Collectors.toSet());
    assertThat(named)
        .hasSizeGreaterThan(15)
        .isSubsetOf(Doctor.CHECKS.stream().map(Check::id).toList());
  }

  @Test
  void a_check_needs_only_checks_before_it() {
    List<String> ids = Doctor.CHECKS.stream().map(Check::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(Doctor.CHECKS)
        .allSatisfy(check ->
            assertThat(ids.subList(0, ids.indexOf(check.id()))).containsAll(check.needs()));
  }
}
