package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code courier package --image} and what {@code courier train} refuses; it is made in infra. */
class ImageFolderTest {

  @TempDir private Path folder;

  @Test
  void it_holds_the_zips_files_and_how_java_is_called() throws IOException {
    Path config = Files.writeString(folder.resolve("mine.json"), "{\"brand\":{\"name\":\"A\"}}");
    Path task = packaged("task", "--config", config.toString());

    assertThat(times(task).keySet())
        .contains("courier.json", "java.args", "lib/cognito-courier.jar")
        .filteredOn(name -> name.endsWith(".jar"))
        .hasSize(1);
    assertThat(Files.readAllLines(task.resolve("java.args")))
        .contains("-XX:+UseSerialGC")
        .endsWith("io.github.cognitocourier.lambda.FunctionRuntime");
  }

  @Test
  void the_same_jar_has_the_same_time_and_another_one_another() throws IOException {
    Map<String, FileTime> first = times(packaged("first"));

    assertThat(times(packaged("second"))).isEqualTo(first);
    assertThat(first.values())
        .doesNotHaveDuplicates()
        .allMatch(time -> time.toInstant().isBefore(Instant.parse("2020-01-01T00:00:00Z")));
  }

  @Test
  void a_folder_with_something_in_it_is_left_alone() throws IOException {
    Files.writeString(folder.resolve("mine"), "");

    assertThat(Commanded.run("package", "--image", folder.toString()))
        .isEqualTo(new Commanded(2, "", folder + " is not empty.\n"));
    assertThat(folder).isDirectoryContaining("glob:**mine");
  }

  @Test
  void training_needs_such_a_folder() {
    assertThat(Commanded.run("train", "--function", folder.toString(), "--output", "cache"))
        .isEqualTo(
            new Commanded(
                2,
                "",
                "--function: there is no java.args in "
                    + folder
                    + "; make it with courier package --image.\n"));
  }

  @Test
  void training_needs_a_java() throws IOException {
    Files.writeString(folder.resolve("java.args"), "");
    List<String> words = List.of("train", "--output", "cache", "--java", "/nowhere/java");

    assertThat(run(words, "--function", folder.toString()))
        .isEqualTo(new Commanded(2, "", "--java: /nowhere/java is no program.\n"));
  }

  private Path packaged(String name, String... more) {
    Path task = folder.resolve(name);
    Commanded done = run(List.of("package", "--image", task.toString()), more);
    assertThat(done.err()).isEmpty();
    assertThat(done.exitCode()).isZero();
    return task;
  }

  private static Commanded run(List<String> words, String... more) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return Commanded.run(all.toArray(String[]::new));
  }

  private static Map<String, FileTime> times(Path task) throws IOException {
    var times = new TreeMap<String, FileTime>();
    try (Stream<Path> files = Files.walk(task)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        times.put(task.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }
}
