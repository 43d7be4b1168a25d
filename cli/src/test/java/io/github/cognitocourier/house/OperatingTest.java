package io.github.cognitocourier.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.delivery.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person reads at night is what the code says. */
class OperatingTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern REASON = Pattern.compile("(?:failed|Reason)\\(\\s*\"([a-z_]+)\"");

  @Test
  void every_reason_of_a_failure_is_explained() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operating.md"));
    String core = "core/src/main/java/io/github/cognitocourier/core/";
    String code =
        Files.readString(ROOT.resolve(core + "Courier.java"))
            + Files.readString(ROOT.resolve(core + "delivery/Delivery.java"));
    Stream<String> decryption = Arrays.stream(Decryption.Reason.values()).map(each -> each.word());
    Stream<String> others = REASON.matcher(code).results().map(match -> match.group(1));

    assertThat(Stream.concat(decryption, others).distinct())
        .hasSizeGreaterThan(14)
        .allSatisfy(reason -> assertThat(page).contains("`" + reason + "`"));
  }

  @Test
  void every_reason_why_a_provider_has_no_key_is_explained() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operating.md"));

    assertThat(Secrets.Reason.values())
        .hasSizeGreaterThan(3)
        .allSatisfy(reason -> assertThat(page).contains("| `" + reason.word() + "` |"));
  }
}
