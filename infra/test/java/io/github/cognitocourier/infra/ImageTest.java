package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of the image without Docker: what it copies, what it runs, and as whom. */
class ImageTest {

  private static final Path ROOT = Dockerfile.ROOT;
  private static final Dockerfile DOCKERFILE = Dockerfile.named("Dockerfile");
  private static final Pattern BASE =
      Pattern.compile("eclipse-temurin:(\\d+)-(jdk|jre)-[a-z]+(?: AS build)?");

  @TempDir private Path image;

  @Test
  void both_stages_run_the_java_that_the_project_is_built_for() throws IOException {
    assertThat(DOCKERFILE.arguments("FROM"))
        .hasSize(2)
        .allSatisfy(base ->
            assertThat(BASE.matcher(base).results().map(found -> found.group(1)))
                .containsExactly(Dockerfile.release()));
  }

  @Test
  void it_runs_as_a_user_that_is_not_root() throws IOException {
    assertThat(DOCKERFILE.arguments("USER"))
        .singleElement()
        .asString()
        .matches("[1-9]\\d*:[1-9]\\d*");
  }

  @Test
  void the_build_reads_every_module_and_no_more_than_it_needs() {
    DOCKERFILE.readsTheSourcesAlone();
  }

  @Test
  void it_is_built_by_the_command_of_the_readme() throws IOException {
    String command = "./courier package";

    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(command);
    assertThat(DOCKERFILE.arguments("RUN"))
        .singleElement()
        .asString()
        .contains(command + " --output ");
    assertThat(DOCKERFILE.arguments("CMD")).containsExactly("[\"dev\", \"--in-container\"]");
  }

  @Test
  void it_starts_with_the_flags_of_the_launcher() throws IOException {
    String launcher = Files.readString(ROOT.resolve("courier"));
    List<String> words = DOCKERFILE.words("ENTRYPOINT");

    assertThat(words.subList(1, words.indexOf("-Dcourier.home=/courier")))
        .isNotEmpty()
        .allSatisfy(flag -> assertThat(launcher).contains(flag));
    assertThat(launcher).contains(words.getLast());
  }

  /** The stages over what Maven has built here, in a folder that stands for the image's root. */
  @Test
  @NeedsTool({"bash", "sed", "tr"})
  void what_it_copies_packages_the_same_zip_as_a_checkout()
      throws IOException, InterruptedException {
    Path built = image.resolve("build/courier");
    for (String name :
        List.of(
            "cli/target/class-path",
            "cli/target/cognito-courier-cli.jar",
            "lambda/target/class-path",
            "lambda/target/cognito-courier-lambda.jar")) {
      Files.createDirectories(built.resolve(name).getParent());
      Files.copy(ROOT.resolve(name), built.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
    shell(built, moved(afterMaven()));
    copyFromBuild();
    // No jar may be looked for where Maven had it: there is no Maven in the image.
    assertThat(Files.readString(image.resolve("courier/lambda/target/class-path")).split(":"))
        .allSatisfy(jar -> assertThat(jar).startsWith(image + "/courier/lib/"));
    String inImage = packaged(moved(String.join(" ", quoted(DOCKERFILE.words("ENTRYPOINT")))));
    String inCheckout =
        packaged(
            "java -Dcourier.home='"
                + ROOT
                + "' -cp '"
                + image
                + "/courier/lib/*'"
                + " io.github.cognitocourier.cli.CourierCommand");

    assertThat(inImage).isEqualTo(inCheckout).startsWith("courier.zip  ");
  }

  private void copyFromBuild() throws IOException, InterruptedException {
    for (String copy : DOCKERFILE.arguments("COPY")) {
      if (copy.startsWith("--from=build ")) {
        List<String> words = List.of(copy.split(" ")).subList(1, copy.split(" ").length);
        String to = image + words.getLast();
        String from =
            String.join(
                " ",
                words.subList(0, words.size() - 1).stream()
                    .map(word -> image + "/build" + word)
                    .toList());
        boolean whole = !to.endsWith("/");
        shell(
            image,
            "mkdir -p " + (whole ? Path.of(to).getParent() : to) + " && cp -r " + from + " " + to);
      }
    }
  }

  private String packaged(String command) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(image, "work");
    return shell(work, command + " package");
  }

  private String shell(Path folder, String line) throws InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    return new Command(folder, Map.of(), Duration.ofMinutes(3))
        .run(List.of("bash", "-euc", "PATH='" + java + "':$PATH; " + line))
        .orFail();
  }

  /** The image's own folder is not the root here. */
  private String moved(String command) {
    return command
        .replace("/courier/", image + "/courier/")
        .replace("=/courier", "=" + image + "/courier");
  }

  /** What the build runs when Maven is done. */
  private static String afterMaven() throws IOException {
    String run = DOCKERFILE.arguments("RUN").getFirst();
    return run.substring(run.indexOf("&&") + 2);
  }

  private static List<String> quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").toList();
  }
}
