package io.github.cognitocourier.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.provider.FeatureMatrix;
import io.github.cognitocourier.cli.provider.Features;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each provider has a page, all pages have one order, and the matrix is what the data say. */
class ProviderPagesTest {

  private static final Path PAGES =
      Path.of("").toAbsolutePath().getParent().resolve("docs/providers");

  static Stream<String> schemes() {
    return Features.all().stream().map(Features::scheme);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void a_page_has_the_order_of_the_others(String scheme) throws IOException {
    List<String> lines = Files.readAllLines(PAGES.resolve(scheme + ".md"));

    assertThat(lines.getFirst()).startsWith("# ");
    assertThat(lines.stream().filter(line -> line.startsWith("## ")))
        .containsExactly(
            "## Settings",
            "## Example",
            "## What is sent",
            "## Hosted templates",
            "## Errors",
            "## Limits and quirks",
            "## Verified how");
  }

  @Test
  void there_is_no_page_of_a_provider_that_there_is_not() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("README.md"),
                      schemes().flatMap(scheme -> Stream.of(scheme + ".md", scheme + ".json")))
                  .toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_matrix_is_what_the_data_say(Channel channel) throws IOException {
    FeatureMatrix matrix = FeatureMatrix.of(channel, Features.all());

    assertThat(Files.readAllLines(PAGES.resolve("README.md")))
        .as("docs/providers/README.md, made by ./courier providers --markdown")
        .containsSequence(matrix.markdown());
  }
}
