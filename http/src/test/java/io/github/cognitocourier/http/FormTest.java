package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTest {

  @Test
  void keeps_the_order_and_escapes_names_and_values() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("To", "+15550100");
    fields.put("Body", "Ihr Code: 1&2=3 % ü 👍\n");
    fields.put("o:tag", "a-b_c.d*~");
    assertThat(Form.encode(fields))
        .isEqualTo(
            "To=%2B15550100"
                + "&Body=Ihr+Code%3A+1%262%3D3+%25+%C3%BC+%F0%9F%91%8D%0A"
                + "&o%3Atag=a-b_c.d*%7E");
  }

  @Test
  void is_empty_for_no_fields() {
    assertThat(Form.encode(Map.of())).isEmpty();
  }
}
