package io.github.cognitocourier.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written, with another writer and another parser as oracles. */
class JsonTextTest {

  private static final String LETTERS =
      "ab\"\\/</\n\r\t\b\u0000\u001f \u007f\u0085\u009f\u2028\u2029\u2014\u200b\f\u00a0ä\u20ac";

  @Test
  void it_is_compact_and_keeps_the_order() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("b", List.of(1, 2.5, true, "x"));
    map.put("a", null);
    map.put("c", Map.of());
    assertThat(Json.write(map)).isEqualTo("{\"b\":[1,2.5,true,\"x\"],\"a\":null,\"c\":{}}");
  }

  @Test
  void what_is_no_json_is_refused() {
    assertThatThrownBy(() -> Json.write(List.of(new Object())))
        .hasMessage("not JSON: java.lang.Object");
  }

  @Test
  void any_value_is_written_as_others_write_it_and_read_as_it_was() throws Exception {
    var random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      Object value = List.of(value(random, 4));
      assertThat(Json.write(value)).isEqualTo(JsonWriter.string(value));
      assertThat(JsonParser.any().from(Json.write(value))).isEqualTo(value);
    }
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> text(random);
      case 1 -> random.nextInt(10_000);
      case 2 -> random.nextBoolean();
      case 3 -> {
        var list = new ArrayList<Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        var map = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x1f600);
      }
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
