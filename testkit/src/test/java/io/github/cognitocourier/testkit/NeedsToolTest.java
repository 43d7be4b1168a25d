package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedsToolTest {

  @TempDir private Path folder;

  @BeforeEach
  void install() throws IOException {
    Path tool = Files.createFile(folder.resolve("installed"));
    assertThat(tool.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void a_test_runs_when_its_tool_is_on_the_path() {
    assertThat(condition(Map.of()).evaluate("installed").isDisabled()).isFalse();
  }

  @Test
  void a_tool_of_several_names_needs_one_of_them() {
    assertThat(condition(Map.of()).evaluate("missing|installed").isDisabled()).isFalse();
    assertThat(condition(Map.of()).evaluate("missing|gone").isDisabled()).isTrue();
  }

  @Test
  void a_missing_tool_is_a_skip_with_its_name() {
    var result = condition(Map.of()).evaluate("installed", "missing");

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).contains("not on the PATH: missing");
  }

  @Test
  void a_missing_tool_is_a_failure_in_ci() {
    assertThatThrownBy(() -> condition(Map.of("CI", "true")).evaluate("missing"))
        .hasMessageContaining("missing");
  }

  private ToolCondition condition(Map<String, String> more) {
    var variables = new HashMap<>(more);
    variables.put("PATH", "/nowhere:" + folder);
    return new ToolCondition(variables);
  }
}
