package io.github.cognitocourier.core.message;

import static io.github.cognitocourier.core.message.SmsSegments.Encoding.GSM_7;
import static io.github.cognitocourier.core.message.SmsSegments.Encoding.UCS_2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsSegmentsTest {

  @Test
  void a_gsm_text_of_160_is_one_segment_and_of_161_two() {
    assertThat(SmsSegments.of("a".repeat(160))).isEqualTo(new SmsSegments(GSM_7, 1, 160, 160));
    assertThat(SmsSegments.of("a".repeat(161))).isEqualTo(new SmsSegments(GSM_7, 2, 161, 153));
    assertThat(SmsSegments.of("a".repeat(306))).isEqualTo(new SmsSegments(GSM_7, 2, 306, 153));
    assertThat(SmsSegments.of("a".repeat(307))).isEqualTo(new SmsSegments(GSM_7, 3, 307, 153));
  }

  @Test
  void the_whole_gsm_alphabet_takes_one_unit_each() {
    String alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    assertThat(SmsSegments.of(alphabet)).isEqualTo(new SmsSegments(GSM_7, 1, 127, 160));
  }

  @Test
  void the_extension_table_takes_two_units_each() {
    assertThat(SmsSegments.of("\f^{}\\[~]|€")).isEqualTo(new SmsSegments(GSM_7, 1, 20, 160));
    assertThat(SmsSegments.of("€".repeat(80))).isEqualTo(new SmsSegments(GSM_7, 1, 160, 160));
    assertThat(SmsSegments.of("€".repeat(81))).isEqualTo(new SmsSegments(GSM_7, 2, 162, 153));
  }

  @Test
  void an_extension_character_is_not_split_across_segments() {
    String text = "a".repeat(152) + "€" + "a".repeat(152);

    assertThat(SmsSegments.of(text)).isEqualTo(new SmsSegments(GSM_7, 3, 306, 153));
  }

  @Test
  void one_other_character_makes_the_whole_text_ucs_2() {
    assertThat(SmsSegments.of("Łódź")).isEqualTo(new SmsSegments(UCS_2, 1, 4, 70));
    assertThat(SmsSegments.of("ç")).isEqualTo(new SmsSegments(UCS_2, 1, 1, 70));
    assertThat(SmsSegments.of("a`")).isEqualTo(new SmsSegments(UCS_2, 1, 2, 70));
  }

  @Test
  void a_ucs_2_text_of_70_is_one_segment_and_of_71_two() {
    assertThat(SmsSegments.of("ж".repeat(70))).isEqualTo(new SmsSegments(UCS_2, 1, 70, 70));
    assertThat(SmsSegments.of("ж".repeat(71))).isEqualTo(new SmsSegments(UCS_2, 2, 71, 67));
    assertThat(SmsSegments.of("ж".repeat(134))).isEqualTo(new SmsSegments(UCS_2, 2, 134, 67));
    assertThat(SmsSegments.of("ж".repeat(135))).isEqualTo(new SmsSegments(UCS_2, 3, 135, 67));
  }

  @Test
  void an_emoji_is_not_split_across_segments() {
    assertThat(SmsSegments.of("ж".repeat(68) + "🎉")).isEqualTo(new SmsSegments(UCS_2, 1, 70, 70));
    assertThat(SmsSegments.of("ж".repeat(66) + "🎉" + "ж".repeat(66)))
        .isEqualTo(new SmsSegments(UCS_2, 3, 134, 67));
  }

  @Test
  void an_empty_text_takes_one_segment() {
    assertThat(SmsSegments.of("")).isEqualTo(new SmsSegments(GSM_7, 1, 0, 160));
  }
}
