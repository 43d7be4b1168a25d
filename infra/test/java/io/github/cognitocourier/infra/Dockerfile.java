package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Dockerfile of {@code infra/image} and its list of what the build reads, without Docker. */
record Dockerfile(Path path) {

  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern MODULE = Pattern.compile("<module>([a-z]+)</module>");

  static Dockerfile named(String name) {
    return new Dockerfile(ROOT.resolve("infra/image").resolve(name));
  }

  /** The version of Java that the project is built for. */
  static String release() {
    return read(ROOT.resolve("pom.xml"))
        .replaceAll("(?s).*<maven.compiler.release>(\\d+)<.*", "$1");
  }

  /** The arguments of each instruction of this name, continued lines joined. */
  List<String> arguments(String instruction) {
    return read(path)
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }

  /** The words of an instruction in the form of a list. */
  List<String> words(String instruction) {
    String list = arguments(instruction).getFirst();
    return Arrays.stream(list.substring(1, list.length() - 1).split(","))
        .map(String::strip)
        .map(word -> word.substring(1, word.length() - 1))
        .toList();
  }

  /** Fails unless the build reads every module and no more than it needs. */
  void readsTheSourcesAlone() {
    List<String> kept =
        read(Path.of(path + ".dockerignore"))
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    assertThat(kept).allSatisfy(pattern -> assertThat(matches(pattern)).isNotEmpty());
    MODULE
        .matcher(read(ROOT.resolve("pom.xml")))
        .results()
        .map(module -> ROOT.resolve(module.group(1)))
        .forEach(module -> {
          assertThat(kept(kept, module.resolve("pom.xml"))).isTrue();
          if (Files.exists(module.resolve("src/main"))) {
            assertThat(kept(kept, module.resolve("src/main"))).isTrue();
          }
        });
    assertThat(Stream.of(".git", "README.md", "cli/target", "cli/src/test", "courier.json"))
        .noneMatch(name -> kept(kept, ROOT.resolve(name)));
  }

  private static boolean kept(List<String> patterns, Path file) {
    return patterns.stream().anyMatch(pattern -> matcher(pattern).matches(ROOT.relativize(file)));
  }

  private static List<Path> matches(String pattern) {
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      return files.filter(file -> matcher(pattern).matches(ROOT.relativize(file))).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
