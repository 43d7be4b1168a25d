package io.github.cognitocourier.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the style that a reviewer would otherwise have to repeat. */
class TidyTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final int MAX_FILE_LINES = 250;
  private static final int MAX_METHOD_LINES = 45;
  private static final int MAX_ROOT_ENTRIES = 18;
  private static final Set<String> NAMELESS_ROOMS =
      Set.of("util", "utils", "helper", "helpers", "common", "manager", "misc", "model", "shared");
  private static final Pattern NAMELESS_CLASS =
      Pattern.compile("(?i).*(utils?|helpers?|common|manager|misc)\\.java");

  @Test
  void the_root_has_few_entries() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      assertThat(
              entries
                  .map(path -> path.getFileName().toString())
                  .filter(name -> !name.startsWith("."))
                  .filter(name -> !name.equals("target")))
          .hasSizeLessThanOrEqualTo(MAX_ROOT_ENTRIES)
          .contains("README.md", "LICENSE", "CHANGELOG.md", "courier");
    }
  }

  @Test
  void a_file_can_be_read_in_one_sitting() {
    assertThat(mainSources())
        .hasSizeGreaterThan(100)
        .allSatisfy(file ->
            assertThat(lines(file)).as(shown(file)).hasSizeLessThanOrEqualTo(MAX_FILE_LINES));
  }

  @Test
  void a_method_can_be_seen_at_once() {
    List<Methods.Method> methods = Methods.in(mainSources());
    assertThat(methods).hasSizeGreaterThan(500);
    assertThat(methods).allMatch(method -> method.lines() <= MAX_METHOD_LINES);
  }

  @Test
  void every_room_has_a_name() {
    assertThat(sources())
        .allSatisfy(file -> {
          assertThat(file.getFileName().toString()).doesNotMatch(NAMELESS_CLASS);
          ROOT.relativize(file)
              .forEach(part -> assertThat(NAMELESS_ROOMS).doesNotContain(part.toString()));
        });
  }

  @Test
  void every_package_says_in_one_sentence_what_it_is_for() {
    assertThat(mainSources().stream().map(Path::getParent).distinct())
        .allSatisfy(folder ->
            assertThat(folder.resolve("package-info.java"))
                .content()
                .contains("/**", "@NullMarked"));
  }

  @Test
  void nothing_sleeps_and_nothing_is_left_for_later() {
    Pattern forbidden = Pattern.compile("Thread\\.sleep\\(|\\bTODO\\b|\\bFIXME\\b|@Disabled");
    assertThat(sources())
        .filteredOn(file -> !file.endsWith("TidyTest.java"))
        .allSatisfy(
            file -> assertThat(read(file)).as(shown(file)).doesNotContainPattern(forbidden));
  }

  @Test
  void what_is_printed_goes_through_a_door_that_can_be_watched() {
    assertThat(mainSources())
        .filteredOn(file -> !shown(file).startsWith("testkit"))
        .allSatisfy(file ->
            assertThat(read(file)).as(shown(file)).doesNotContain("System.out", "System.err"));
  }

  @Test
  void no_switch_over_our_own_types_has_a_default() {
    assertThat(
            Sources.parsed(mainSources()).stream()
                .flatMap(unit -> Switches.lenientIn(unit).stream()))
        .isEmpty();
  }

  @Test
  void a_switch_with_a_default_is_seen() {
    String source =
        """
        class A {
          int a(Object o) { return switch (o) { case R(int x) -> x; case B b -> 1; default -> 0; }; }
          int b(Color c) { switch (c) { case RED -> { return 1; } default -> { return 0; } } }
          int c(String s) { return switch (s) { case "a" -> 1; default -> 0; }; }
        }
        """;
    assertThat(Switches.lenientIn(Sources.parsed(source))).hasSize(2);
  }

  private static List<Path> mainSources() {
    return sources().stream().filter(file -> shown(file).contains("src/main/")).toList();
  }

  private static List<Path> sources() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .flatMap(module -> Stream.of(module.resolve("src"), module.resolve("test")))
          .filter(Files::isDirectory)
          .flatMap(TidyTest::walk)
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> lines(Path file) {
    return read(file).lines().toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String shown(Path file) {
    return ROOT.relativize(file).toString();
  }
}
