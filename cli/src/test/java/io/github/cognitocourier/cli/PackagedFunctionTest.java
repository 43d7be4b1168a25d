package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The zip, unpacked as Lambda does, as the function of the local cloud: from its jars alone. */
class PackagedFunctionTest {

  @TempDir private Path folder;

  /** One of the two zips has the library of another processor. */
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void it_delivers_with_its_native_library_and_without(Architecture architecture) throws Exception {
    PackagedProcess function = PackagedProcess.unpacked(packaged(architecture), folder);
    Map<String, String> settings =
        Map.of("COURIER_CONFIG", "courier.json", "COURIER_TEMPLATES", "templates");

    try (var sandbox =
        Sandbox.start(0, environment -> function.with(environment, settings, List.of()))) {
      Json report = PackagedProcess.fire(sandbox);

      assertThat(report.at("advice").text()).isEmpty();
      assertThat(report.at("result").text()).hasValue("delivered");
      assertThat(sandbox.messages())
          .singleElement()
          .satisfies(message -> {
            assertThat(message.content().to()).isEqualTo("jane@example.com");
            assertThat(message.content().text()).contains("482913");
            assertThat(message.content().subject()).hasValue("Welcome to Packaged");
          });
    }
  }

  private Path packaged(Architecture architecture) throws IOException {
    Path config =
        Files.writeString(folder.resolve("mine.json"), "{\"brand\":{\"name\":\"Packaged\"}}");
    Path subject = folder.resolve("mine/en/email/SignUp/subject.txt");
    Files.createDirectories(subject.getParent());
    Files.writeString(subject, "Welcome to {{brandName}}");
    Path zip = folder.resolve("courier.zip");
    Commanded done =
        Commanded.run(
            "package",
            "--output",
            zip.toString(),
            "--architecture",
            architecture.name(),
            "--config",
            config.toString(),
            "--templates",
            folder.resolve("mine").toString());
    assertThat(done.exitCode()).as(done.err()).isZero();
    return zip;
  }
}
