package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./courier} looks for a JDK. The places where JDKs are usually installed lie in a temporary
 * folder here, so that those of this machine are not found.
 */
class LauncherTest {

  private static final List<String> PLACES =
      List.of("/usr/lib/jvm/", "/usr/java/", "/opt/", "/Library/");

  private static final String NONE =
      "Cognito Courier needs JDK 25 or newer: install Eclipse Temurin 25"
          + " (https://adoptium.net/temurin/releases/?version=25) or set JAVA_HOME to one.\n";

  @TempDir private Path root;

  private Path courier;

  @BeforeEach
  void a_checkout_whose_build_only_names_its_jdk() throws IOException {
    String script = Files.readString(Path.of(System.getProperty("courier.home"), "courier"), UTF_8);
    for (String place : PLACES) {
      assertThat(script).contains(" " + place);
      script = script.replace(" " + place, " " + root + place);
    }
    courier = program("checkout/courier", script);
    program("checkout/mvnw", "#!/usr/bin/env bash\necho \"built with $JAVA_HOME\"\nexit 1\n");
    Files.writeString(root.resolve("checkout/pom.xml"), "");
  }

  @Test
  void without_any_jdk_it_says_in_one_sentence_how_to_get_one() throws Exception {
    assertThat(run(Map.of())).isEqualTo(new Commanded(1, "", NONE));
  }

  @Test
  void old_ones_and_a_mere_runtime_do_not_help() throws Exception {
    Path old = jdk("usr/lib/jvm/java-17", "javac 17.0.13");
    jdk("usr/lib/jvm/java-8", "javac 1.8.0_432");
    program("usr/lib/jvm/jre-25/bin/java", "#!/bin/sh\n");

    assertThat(run(Map.of("JAVA_HOME", old.toString(), "PATH", path(old))))
        .isEqualTo(new Commanded(1, "", NONE));
  }

  @Test
  void a_jdk_is_found_beside_an_older_one_on_the_path() throws Exception {
    Path old = jdk("usr/lib/jvm/java-17", "javac 17.0.13");
    Path found = jdk("usr/lib/jvm/temurin", "javac 25.0.1");

    assertThat(run(Map.of("JAVA_HOME", old.toString(), "PATH", path(old))).err())
        .contains("built with " + found + "\n");
  }

  @Test
  void java_home_comes_first() throws Exception {
    jdk("usr/lib/jvm/temurin-25", "javac 25.0.1");
    Path mine = jdk("mine", "javac 26-ea");

    assertThat(run(Map.of("JAVA_HOME", mine.toString())).err())
        .contains("built with " + mine + "\n");
  }

  @Test
  void the_one_on_the_path_is_found_through_its_link() throws Exception {
    Path jdk = jdk("somewhere/jdk", "javac 25.0.1");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("javac"), jdk.resolve("bin/javac"));

    assertThat(run(Map.of("PATH", bin + ":" + systemPath())).err())
        .contains("built with " + jdk + "\n");
  }

  @Test
  void one_in_the_home_folder_is_found() throws Exception {
    Path jdk = jdk("home/.sdkman/candidates/java/25.0.1-tem", "javac 25.0.1");

    assertThat(run(Map.of()).err()).contains("built with " + jdk + "\n");
  }

  @Test
  void a_jar_of_an_earlier_version_is_not_run() throws Exception {
    Path jdk = jdk("usr/lib/jvm/temurin-25", "javac 25.0.1");
    program(root.relativize(jdk) + "/bin/java", "#!/bin/sh\necho \"$@\"\n");
    Files.createDirectories(root.resolve("checkout/cli/src/main"));
    Path target = Files.createDirectories(root.resolve("checkout/cli/target"));
    Files.writeString(root.resolve("checkout/cli/pom.xml"), "");
    Files.writeString(target.resolve("cognito-courier-cli-0.0.9.jar"), "");
    Files.writeString(target.resolve("cognito-courier-cli.jar"), "");
    Files.writeString(target.resolve("class-path"), "/core.jar");

    assertThat(run(Map.of()).out())
        .contains(" -cp " + target.resolve("cognito-courier-cli.jar") + ":/core.jar io.github")
        .endsWith(".CourierCommand demo\n");
  }

  private Path jdk(String home, String version) throws IOException {
    program(home + "/bin/javac", "#!/bin/sh\necho '" + version + "'\n");
    return root.resolve(home);
  }

  private Path program(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private String path(Path jdk) {
    return jdk.resolve("bin") + ":" + systemPath();
  }

  /** The tools of the system without its Java: a folder with what the script calls. */
  private String systemPath() {
    try {
      Path tools = root.resolve("tools");
      if (!Files.exists(tools)) {
        for (String tool :
            List.of(
                "bash",
                "env",
                "dirname",
                "readlink",
                "sed",
                "grep",
                "find",
                "mktemp",
                "tail",
                "rm",
                "cat")) {
          program("tools/" + tool, "#!/bin/sh\nexec " + located(tool) + " \"$@\"\n");
        }
      }
      return tools.toString();
    } catch (IOException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  private static Path located(String tool) {
    return List.of("/usr/bin/", "/bin/").stream()
        .map(folder -> Path.of(folder + tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Commanded run(Map<String, String> environment) throws Exception {
    Path out = root.resolve("out");
    Path err = root.resolve("err");
    var builder =
        new ProcessBuilder(courier.toString(), "demo")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", systemPath());
    builder.environment().put("HOME", root.resolve("home").toString());
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Commanded(exitCode, Files.readString(out), Files.readString(err));
  }
}
