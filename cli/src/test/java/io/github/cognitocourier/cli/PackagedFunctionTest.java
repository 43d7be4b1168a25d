package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.UnpackedFunction.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The zip, unpacked as Lambda does, as the function of the local cloud: from its files alone. */
class PackagedFunctionTest {

  @TempDir private Path folder;

  /** One of the two zips has the library of another processor. */
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void it_delivers_with_its_native_library_and_without(Architecture architecture) throws Exception {
    UnpackedFunction function = UnpackedFunction.of(packaged(architecture), folder);

    assertThat(welcomes(function, Start.SCRIPT))
        .filteredOn(line -> line.contains("native cryptography"))
        .hasSize(architecture == Architecture.ofThisMachine() ? 0 : 1);
  }

  @Test
  void it_delivers_under_the_client_of_lambdas_runtime_too() throws Exception {
    UnpackedFunction function = UnpackedFunction.of(packaged(Architecture.ofThisMachine()), folder);

    assertThat(welcomes(function, Start.CLIENT)).isNotEmpty();
  }

  private static List<String> welcomes(UnpackedFunction function, Start start) throws Exception {
    UnpackedFunction.Delivered delivered =
        function.deliver(
            start, Map.of("COURIER_CONFIG", "courier.json", "COURIER_TEMPLATES", "templates"));

    assertThat(delivered.report().at("advice").text()).isEmpty();
    assertThat(delivered.report().at("result").text()).hasValue("delivered");
    var content = delivered.message().content();
    assertThat(content.to()).isEqualTo("jane@example.com");
    assertThat(content.text()).contains("482913");
    assertThat(content.subject()).hasValue("Welcome to Packaged");
    return delivered.log();
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
