package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambda's records, and the one word of an error that may be repeated. */
class LetterReaderTest {

  private static final String EVENT =
      """
      {"version":"1","triggerSource":"CustomEmailSender_SignUp","region":"us-east-1",
       "userPoolId":"us-east-1_AbCdEf123","userName":"jane","callerContext":{"clientId":"abc"},
       "request":{"type":"customEmailSenderRequestV1","code":"AYADeA==","clientMetadata":null,
       "userAttributes":{"email":"jane@example.com","name":"Jörg \\u0000 \\"J\\""}}}
      """;

  @Test
  void the_event_is_handed_on_as_it_was() {
    assertThat(LetterReader.read(record(EVENT)))
        .isInstanceOfSatisfying(
            Letter.Failed.class,
            failed -> {
              assertThat(Json.parse(failed.event()).raw()).isEqualTo(Json.parse(EVENT).raw());
              assertThat(failed.reason()).isEqualTo("RetriesExhausted, not_accepted");
              assertThat(failed.toString()).doesNotContain("jane", "AYAD");
            });
  }

  @Test
  void a_trigger_source_that_is_new_is_sent_again_after_an_update() {
    assertThat(LetterReader.read(record(EVENT.replace("SignUp", "Newsletter"))))
        .isInstanceOf(Letter.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"requestPayload\":{}}"})
  void anything_else_is_foreign(String body) {
    assertThat(LetterReader.read(body)).isInstanceOf(Letter.Foreign.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          io.github.cognitocourier.lambda.DeliveryFailedException | not_accepted: jane@example.com | not_accepted
          io.github.cognitocourier.lambda.DeliveryFailedException | Jane is not here               | ''
          com.example.OtherException                             | jane: not here                 | OtherException
          io.github.cognitocourier.core.settings.InvalidSettings | COURIER_FROM is not set        | InvalidSettings
          Sandbox.Timedout                                       | x Task timed out after 15.00 seconds | timed_out
          Runtime.ExitError                                      | RequestId: 1 Error: exit       | ExitError
          jane@example.com                                       | jane                           | ''
          jane                                                   | jane                           | ''
          """)
  void one_word_of_an_error_is_repeated(String type, String message, String word) {
    Json error = Json.parse(Json.write(Map.of("errorType", type, "errorMessage", message)));
    assertThat(ErrorWord.of(error).orElse("")).isEqualTo(word);
  }

  private static String record(String event) {
    return FailedEvents.text("retries-exhausted.json")
        .replace("{{timestamp}}", "2026-05-01T12:00:00.123Z")
        .replace("{{function}}", FailedEvents.FUNCTION)
        .replace("{{event}}", event);
  }
}
