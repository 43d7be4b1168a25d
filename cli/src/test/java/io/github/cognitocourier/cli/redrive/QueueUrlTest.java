package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.settings.InvalidSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue's URL tells the region in which to look, and the account whose functions it is for. */
class QueueUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://sqs.eu-west-1.amazonaws.com/123456789012/q, eu-west-1",
    "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q, cn-north-1",
    "https://sqs-fips.us-east-1.amazonaws.com/123456789012/q, us-east-1",
    "https://sqs.eu-west-1.api.aws/123456789012/q, eu-west-1",
    "https://eu-west-1.queue.amazonaws.com/123456789012/q, eu-west-1",
    "http://127.0.0.1:5000/123456789012/q, ''",
  })
  void the_host_names_the_region(String url, String region) {
    QueueUrl queue = QueueUrl.parse(url);

    assertThat(queue.region().orElse("")).isEqualTo(region);
    assertThat(queue.account()).isEqualTo("123456789012");
    assertThat(queue.name()).isEqualTo("q");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cognito-courier-failures",
        "arn:aws:sqs:eu-west-1:123456789012:cognito-courier-failures",
        "https://sqs.eu-west-1.amazonaws.com/cognito-courier-failures"
      })
  void anything_else_is_refused_with_a_sentence(String text) {
    assertThatThrownBy(() -> QueueUrl.parse(text))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("--queue must be the queue's URL");
  }
}
