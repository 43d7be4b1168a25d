package io.github.cognitocourier.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Text can be read on every surface it may lie on, in both schemes: WCAG 2.2 level AA, 4.5 to 1.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">contrast ratio</a>
 */
class ContrastTest {

  private static final double AA = 4.5;
  private static final List<String> TEXTS = List.of("ink", "text", "soft");
  private static final List<String> SURFACES = List.of("canvas", "card", "panel");

  @ParameterizedTest
  @EnumSource(Known.class)
  void text_can_be_read_in_the_light_scheme(Known trigger) {
    String html = html(trigger).replaceAll("<style>(?s:.*?)</style>", "");
    Set<String> texts = colors(html, "class=\"(?:ink|text|soft)[^>]*[;\"]color:(#[0-9a-f]{6})");
    Set<String> surfaces =
        colors(html, "class=\"(?:canvas|card|panel)[^>]*background-color:(#[0-9a-f]{6})");

    assertThat(texts).hasSize(3);
    assertThat(surfaces).hasSize(trigger.carriesCode() ? 3 : 2);
    texts.forEach(
        text -> surfaces.forEach(surface -> assertThat(ratio(text, surface)).isGreaterThan(AA)));
  }

  @Test
  void text_can_be_read_in_the_dark_scheme() {
    String css = html(Known.SIGN_UP);
    for (String text : TEXTS) {
      for (String surface : SURFACES) {
        assertThat(ratio(dark(css, text, "color"), dark(css, surface, "background-color")))
            .as(text + " on " + surface)
            .isGreaterThan(AA);
      }
    }
  }

  @Test
  void buttons_can_be_read_in_both_schemes() {
    String html = html(Known.ACCOUNT_TAKE_OVER_NOTIFICATION);

    assertThat(html).contains("background-color:#12171d;color:#ffffff;\">No, it was not me");
    assertThat(ratio("#12171d", "#ffffff")).isGreaterThan(AA);
    assertThat(ratio(dark(html, "button", "color"), dark(html, "button", "background-color")))
        .isGreaterThan(AA);
  }

  private static String html(Known trigger) {
    return Samples.email(Samples.builtIn(), trigger, Samples.plain(trigger)).html();
  }

  private static String dark(String css, String name, String property) {
    Set<String> found =
        colors(css, "\n\\." + name + " \\{[^}]*?[ {]" + property + ": (#[0-9a-f]{6})");
    assertThat(found).as(name + " " + property).hasSize(1);
    return found.iterator().next();
  }

  private static Set<String> colors(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static double ratio(String one, String other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(String color) {
    int rgb = Integer.parseInt(color.substring(1), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
