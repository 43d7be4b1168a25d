package io.github.cognitocourier.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a text that anybody may have written. */
class StrangersTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jane",
        "J. R. Smith",
        "Dr. Müller",
        "J. van Dyke",
        "O'Neil",
        "Martin Luther King, Jr.",
        "Anne-Marie",
        "José María Ñ.",
        "Иван И. Иванов",
        "د. محمد",
        "山田太郎",
        "🦊 Fox",
        "203.0.113.7",
        "2001:db8::1",
        "Chrome 126, Windows",
        "Friday, March 19, 2021 02:25 PM UTC"
      })
  void a_name_stays_as_it_is(String name) {
    assertThat(StrangersText.clean(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x",
        "HTTPS://EVIL",
        "ftp://a b",
        "www.x",
        "see WWW.x now",
        "evil.com",
        "You have won, see evil.com/now",
        "evil .com",
        "evil. com",
        "Evil . com",
        "evil\u3002com",
        "evil\uff0ecom",
        "evil\uff61com",
        "\uff45\uff56\uff49\uff4c\uff0e\uff43\uff4f\uff4d",
        "http\uff1a\uff0f\uff0fx",
        "evil.\u0440\u0444",
        "evil.xn--p1ai",
        "\ud83d\udca9.la",
        "evil\u200b.com",
        "evil.\u200bcom",
        "evil\u00a0.com",
        "evil.\u202e\u2028com",
        "a@evil.com",
        "1.com"
      })
  void what_looks_like_a_link_is_dropped(String link) {
    assertThat(StrangersText.clean(link)).isEmpty();
  }

  /** Known and accepted: no name is worth a link under the brand's name. */
  @ParameterizedTest
  @ValueSource(strings = {"B.Sc. Miller", "Dr. med. Müller", "J.Smith", "Dr.Müller"})
  void a_name_with_a_dot_before_two_letters_is_dropped_as_well(String name) {
    assertThat(StrangersText.clean(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'Jane\r\nBcc: x', 'Jane Bcc: x'",
    "'Jane\tDoe\u0000', 'Jane Doe'",
    "'\u202eenaJ\u202c', 'enaJ'",
    "'\u2066Jane\u2069', 'Jane'",
    "'Ja\u200bne', 'Ja ne'",
    "'Jane\u2028Doe\u2029', 'Jane Doe'",
    "'Jane\u0085\u00a0 Doe', 'Jane Doe'",
    "'Jane\ud83d', 'Jane'",
    "'   ', ''",
    "'\u200b\u202e', ''"
  })
  void it_is_one_visible_line(String written, String shown) {
    assertThat(StrangersText.clean(written)).isEqualTo(shown);
  }

  @Test
  void it_ends_after_64_characters_and_never_inside_one() {
    assertThat(StrangersText.clean("x".repeat(65))).isEqualTo("x".repeat(64));
    assertThat(StrangersText.clean("🦊".repeat(65))).isEqualTo("🦊".repeat(64));
    assertThat(StrangersText.clean("x".repeat(63) + " y")).isEqualTo("x".repeat(63));
  }

  @Test
  void a_link_behind_the_cut_is_cut_off_and_one_across_it_is_no_link_any_more() {
    assertThat(StrangersText.clean("x".repeat(64) + " evil.com")).isEqualTo("x".repeat(64));
    assertThat(StrangersText.clean("x".repeat(62) + ".com")).isEqualTo("x".repeat(62) + ".c");
  }

  @Test
  void only_what_is_declared_is_kept_and_only_when_something_is_left() {
    var values = new LinkedHashMap<String, String>();
    values.put("name", " Jane ");
    values.put("nickname", "evil.com");
    values.put("email", "jane@example.com");

    assertThat(StrangersText.declared(Set.of("name", "nickname", "absent"), values))
        .isEqualTo(Map.of("name", "Jane"));
    assertThat(StrangersText.declared(Set.of(), values)).isEmpty();
  }
}
