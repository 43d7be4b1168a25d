package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.core.message.SmsSegments.Encoding;
import java.util.stream.Collectors;

/** A text that was sent as GSM-7, whatever is in it. */
final class GsmText {

  private GsmText() {}

  /** What the recipient reads: a question mark for each character that the alphabet lacks. */
  static String asRead(String text) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .map(each -> SmsSegments.of(each).encoding() == Encoding.GSM_7 ? each : "?")
        .collect(Collectors.joining());
  }
}
