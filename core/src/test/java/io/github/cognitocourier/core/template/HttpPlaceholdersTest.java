package io.github.cognitocourier.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.httpapi.Placeholders;
import org.junit.jupiter.api.Test;

class HttpPlaceholdersTest {

  @Test
  void an_http_api_may_ask_for_all_that_a_template_may_ask_for() {
    assertThat(Placeholders.TEMPLATE).isEqualTo(VariableNames.OURS);
  }
}
