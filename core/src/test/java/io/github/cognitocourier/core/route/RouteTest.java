package io.github.cognitocourier.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

  @Test
  void one_provider_is_a_route() {
    assertThat(Route.parse("COURIER_EMAIL", "sendgrid://default").providers())
        .extracting(ProviderUrl::name)
        .containsExactly("sendgrid");
  }

  @Test
  void failover_keeps_the_order_and_nests() {
    assertThat(
            Route.parse(
                    "COURIER_EMAIL",
                    " failover( sendgrid://default?sandbox=true  failover(sendgrid://eu\n b://c) ) ")
                .providers())
        .extracting(ProviderUrl::name)
        .containsExactly("sendgrid", "sendgrid/eu", "b/c");
  }

  @Test
  void a_provider_that_stands_twice_is_tried_once() {
    assertThat(
            Route.parse("COURIER_EMAIL", "failover(a://default failover(a://default b://default))")
                .providers())
        .extracting(ProviderUrl::name)
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sendgrid | COURIER_EMAIL holds a provider URL that is not of the form
          a://b c://d | goes on after its end; several providers are written failover(a b)
          failover( | lacks a closing parenthesis
          failover() | has an empty failover()
          random(a://b) | knows failover(a b …) and nothing else in front of a parenthesis
          ) | expects a provider URL such as sendgrid://default
          a://b?c | has an option without a value in its a URL; write option=value
          a://b?c=%zz | broken %-escape
          """)
  void a_mistake_is_named_with_its_setting(String route, String sentence) {
    assertThatThrownBy(() -> Route.parse("COURIER_EMAIL", route))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("COURIER_EMAIL")
        .hasMessageContaining(sentence);
  }
}
