package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.Sandbox;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each provider takes every trigger's message of its channel, as its sandbox judges it. */
class DemoOfEachProviderTest {

  static Stream<String> providers() {
    return Stream.of(Channel.values()).flatMap(each -> Sandbox.providers(each).stream()).distinct();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void every_trigger_arrives(String provider) {
    Commanded demo = Commanded.run("demo", "--provider", provider);

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
