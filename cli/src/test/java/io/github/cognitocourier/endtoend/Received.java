package io.github.cognitocourier.endtoend;

import io.github.cognitocourier.core.json.Json;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as it lies in the inbox.
 *
 * @param html empty for an SMS
 */
record Received(
    String channel,
    String provider,
    String to,
    String subject,
    String text,
    String html,
    String triggerSource) {

  private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern REFERENCE = Pattern.compile("&(?:#(\\d+)|#x(\\p{XDigit}+)|(\\w+));");

  static Received of(Json message) {
    return new Received(
        message.at("channel").requireText(),
        message.at("provider").requireText(),
        message.at("to").requireText(),
        message.at("subject").text().orElse(""),
        message.at("text").requireText(),
        message.at("html").text().orElse(""),
        message.at("triggerSource").text().orElse(""));
  }

  /** The one six-digit code that the text shows. */
  String code() {
    var found = CODE.matcher(text).results().map(MatchResult::group).distinct().toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " codes in: " + text);
    }
    return found.getFirst();
  }

  /** What a reader sees of the HTML part: no tags, and every character reference resolved once. */
  String readableHtml() {
    return REFERENCE.matcher(TAG.matcher(html).replaceAll(" ")).replaceAll(Received::resolved);
  }

  private static String resolved(MatchResult reference) {
    String character;
    if (reference.group(1) != null) {
      character = Character.toString(Integer.parseInt(reference.group(1)));
    } else if (reference.group(2) != null) {
      character = Character.toString(Integer.parseInt(reference.group(2), 16));
    } else {
      character =
          switch (reference.group(3)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> " ";
          };
    }
    return Matcher.quoteReplacement(character);
  }
}
