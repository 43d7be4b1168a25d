package io.github.cognitocourier.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void a_value_knows_its_path() {
    Json json = Json.parse("{\"errors\":[{\"field\":\"to\"},{\"field\":7}]}");

    assertThat(json.at("errors").at(0).at("field").requireText()).isEqualTo("to");
    assertThatThrownBy(() -> json.at("errors").at(1).at("field").requireText())
        .isInstanceOf(MalformedJson.class)
        .hasMessage("errors[1].field must be a non-empty string");
  }

  @Test
  void what_is_missing_null_or_of_another_type_is_absent() {
    Json json = Json.parse("{\"a\":null,\"b\":\"x\"}");

    assertThat(json.at("a").isAbsent()).isTrue();
    assertThat(json.at("b").at("c").at(3).isAbsent()).isTrue();
    assertThat(json.at("b").number()).isEmpty();
    assertThat(json.texts()).containsExactly(Map.entry("b", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "secret", "{\"a\":secret}", "[1,]", "{} {}"})
  void what_is_not_json_is_refused_without_being_quoted(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(MalformedJson.class)
        .hasMessageNotContaining("secret");
    assertThat(Json.lenient(text).isAbsent()).isTrue();
  }

  @Test
  void a_document_that_would_overflow_the_parser_is_refused() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("nested deeper than 64");
    assertThat(Json.parse("\"" + "[".repeat(1000) + "\"").text()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          \\       | false
          \\\\     | true
          \\\\\\   | false
          \\\\\\\\ | true
          """)
  void brackets_count_outside_of_strings_alone_however_a_string_ends(String end, boolean ends) {
    String text = "[\"" + end + "\"," + "[".repeat(64) + "]".repeat(64) + "]";

    if (ends) {
      assertThatThrownBy(() -> Json.parse(text)).hasMessageContaining("nested deeper than 64");
    } else {
      assertThat(Json.lenient(text + "\"]").isAbsent()).isFalse();
    }
  }

  /** A vendor's error page of 600,000 digits held a delivery up for three times its deadline. */
  @Test
  void a_number_that_would_hold_the_parser_up_is_refused() {
    assertThatThrownBy(() -> Json.parse("{\"a\":" + "1".repeat(600_000) + "}"))
        .isInstanceOf(MalformedJson.class)
        .hasMessage("the document has a number of more than 100 digits");
    assertThat(Json.parse("{\"a\":\"" + "1".repeat(1000) + "\"}").at("a").text()).isPresent();
  }

  @Test
  void writes_entries_in_their_order_and_escapes() {
    var map = new LinkedHashMap<String, Object>();
    map.put("z", "a\"b\\c\n\u0001é😀");
    map.put("a", List.of(1, true, Map.of()));

    assertThat(Json.parse(Json.write(map)).at("z").text()).hasValue("a\"b\\c\n\u0001é😀");
    assertThat(Json.write(map)).startsWith("{\"z\":").endsWith("\"a\":[1,true,{}]}");
  }
}
