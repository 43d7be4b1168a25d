package io.github.cognitocourier.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link NeedsTool}. */
final class ToolCondition implements ExecutionCondition {

  private final Function<String, Optional<String>> variables;

  /** JUnit makes one; only here does the environment of the test itself matter. */
  ToolCondition() {
    this(name -> Optional.ofNullable(System.getenv(name)));
  }

  ToolCondition(Map<String, String> variables) {
    this(name -> Optional.ofNullable(variables.get(name)));
  }

  private ToolCondition(Function<String, Optional<String>> variables) {
    this.variables = variables;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), NeedsTool.class)
        .map(needs -> evaluate(needs.value()))
        .orElseGet(() -> ConditionEvaluationResult.enabled("no tool is needed"));
  }

  ConditionEvaluationResult evaluate(String... tools) {
    String missing =
        String.join(", ", Stream.of(tools).filter(tool -> !isInstalled(tool)).toList());
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("installed: " + String.join(", ", tools));
    }
    if (variables.apply("CI").filter("true"::equals).isPresent()) {
      throw new IllegalStateException("not on the PATH, and nothing is skipped in CI: " + missing);
    }
    return ConditionEvaluationResult.disabled("not on the PATH: " + missing);
  }

  private boolean isInstalled(String names) {
    return Stream.of(names.split("\\|")).anyMatch(this::isOnThePath);
  }

  private boolean isOnThePath(String tool) {
    return variables.apply("PATH").stream()
        .flatMap(path -> Stream.of(path.split(Pattern.quote(File.pathSeparator), -1)))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
