package io.github.cognitocourier.core.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {

  /** The document of RFC 6901, section 5. */
  private static final Json DOCUMENT =
      Json.parse(
          """
          {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          /foo/0; "bar"
          /;      0
          /a~1b;  1
          /c%d;   2
          /e^f;   3
          /g|h;   4
          /i\\j;  5
          /k"l;   6
          /m~0n;  8
          """)
  void the_examples_of_the_rfc_hold(String pointer, String value) {
    assertThat(
            Json.write(JsonPointer.parse(pointer).orElseThrow().in(DOCUMENT).raw().orElseThrow()))
        .isEqualTo(value);
  }

  @Test
  void an_empty_pointer_names_the_whole_document() {
    assertThat(JsonPointer.parse("").orElseThrow().in(Json.parse("3")).number()).hasValue(3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/foo/2", "/foo/01", "/foo/-", "/foo/bar", "/x", "/a~1b/0", "/foo/0/0"})
  void what_is_not_there_is_absent(String pointer) {
    assertThat(JsonPointer.parse(pointer).orElseThrow().in(DOCUMENT).isAbsent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "foo/0", "/a~2b", "/~", "#/foo"})
  void what_is_no_pointer_is_refused(String pointer) {
    assertThat(JsonPointer.parse(pointer)).isEmpty();
  }
}
