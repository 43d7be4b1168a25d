package io.github.cognitocourier.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What the SDK's model knows of a document, and what it does not lose. */
class SdkModelTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "{\"Mode\": \"ON\"}", "[\"a\"]"})
  void an_entry_that_is_no_text_is_not_dropped(String value) {
    Json input = Json.parse("{\"UserPoolTags\": {\"owner\": \"a\", \"odd\": " + value + "}}");

    assertThatThrownBy(() -> SdkModel.fill(UpdateUserPoolRequest.builder(), input))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("UserPoolTags.odd");
  }

  @Test
  void a_map_of_texts_is_passed_on() {
    Json input = Json.parse("{\"UserPoolTags\": {\"owner\": \"a\", \"b\": \"c\"}}");

    assertThat(SdkModel.fill(UpdateUserPoolRequest.builder(), input).build().userPoolTags())
        .isEqualTo(Map.of("owner", "a", "b", "c"));
  }

  /** No setting of a pool is a map of objects yet; a message of SQS has one. */
  @Test
  void an_unknown_field_inside_a_map_is_seen() {
    Json message =
        Json.parse("{\"MessageAttributes\": {\"a\": {\"StringValue\": \"b\", \"Novelty\": 1}}}");

    assertThat(SdkModel.unknown(message, SendMessageRequest.builder()))
        .containsExactly("MessageAttributes.a.Novelty");
  }
}
