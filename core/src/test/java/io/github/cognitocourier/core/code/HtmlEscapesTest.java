package io.github.cognitocourier.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlEscapesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "&lt; <",
        "&gt; >",
        "&amp; &",
        "&quot; \"",
        "&apos; '",
        "&#39; '",
        "&#x27; '",
        "P&lt;a&amp;b&gt;&quot;&#39;$&amp;{{x}} P<a&b>\"'$&{{x}}",
      })
  void undoes_the_escapes_that_cognito_writes(String escaped, String plain) {
    assertThat(HtmlEscapes.unescape(new Code(escaped))).isEqualTo(new Code(plain));
  }

  @ParameterizedTest
  @CsvSource({"&amp;lt;,&lt;", "&amp;amp;lt;,&amp;lt;", "&amp;#39;,&#39;", "&&lt;;,&<;"})
  void undoes_them_once(String escaped, String plain) {
    assertThat(HtmlEscapes.unescape(new Code(escaped))).isEqualTo(new Code(plain));
  }

  @ParameterizedTest
  @CsvSource({
    "&", "&lt", "&LT;", "&nbsp;", "&#60;", "&#X27;", "&#x3c;", "a&b;c", "482913", "&;", "''"
  })
  void leaves_everything_else_alone(String password) {
    assertThat(HtmlEscapes.unescape(new Code(password))).isEqualTo(new Code(password));
  }
}
