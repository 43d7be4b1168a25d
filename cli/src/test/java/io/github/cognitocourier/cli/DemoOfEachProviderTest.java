package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each provider takes every trigger's message of its channel, as its sandbox judges it: from the
 * function as it is shipped.
 */
class DemoOfEachProviderTest {

  @TempDir private static Path folder;

  private static Map<String, Commanded> demos = Map.of();

  @BeforeAll
  static void demonstrate() throws Exception {
    demos = Shipped.demos(providers().toList(), folder);
  }

  static Stream<String> providers() {
    return Stream.of(Channel.values()).flatMap(each -> Sandbox.providers(each).stream()).distinct();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void every_trigger_arrives(String provider) {
    Commanded demo = Objects.requireNonNull(demos.get(provider));

    // The account of a scheme that has two sandboxes tells them apart: http/sms, vonage/messages.
    assertThat(demo.out().replace('/', '-'))
        .contains(" " + provider + " ")
        .endsWith("15 of 15 accepted\n");
    assertThat(demo.err()).isEmpty();
    assertThat(demo.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"postmark,resend", "resend,postmark"})
  void of_several_of_one_channel_the_first_delivers(String first, String second) {
    Commanded demo = Commanded.run("demo", "--provider", first + "," + second);

    assertThat(demo.out()).contains(" " + first + " ").doesNotContain(second);
    assertThat(demo.out()).endsWith("15 of 15 accepted\n");
  }

  @Test
  void a_provider_without_a_sandbox_is_named_with_those_that_have_one() {
    Commanded demo = Commanded.run("demo", "--provider", "carrierpigeon");

    assertThat(demo.err())
        .startsWith("--provider: there is no sandbox of carrierpigeon; there is one of ")
        .contains("sendgrid, ")
        .endsWith(".\n");
    assertThat(demo.exitCode()).isEqualTo(2);
  }
}
