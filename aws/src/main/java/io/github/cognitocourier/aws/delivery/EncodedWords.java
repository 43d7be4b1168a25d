package io.github.cognitocourier.aws.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.message.Mailbox;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Text in mail headers, which SES takes in ASCII only: other characters become encoded words.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2047">RFC 2047</a>
 */
final class EncodedWords {

  /**
   * An encoded word has 75 characters at most, 12 of which are not text: 63 of Base64, 45 bytes.
   */
  private static final int MOST_BYTES = 45;

  private EncodedWords() {}

  /** {@code "Name" <address>}; the address alone when there is no name. */
  static String mailbox(Mailbox mailbox) {
    String address = mailbox.address().value();
    String name = mailbox.name();
    if (name.isEmpty()) {
      return address;
    }
    String shown =
        isPrintable(name)
            ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
            : encoded(name);
    return shown + " <" + address + ">";
  }

  /** The text itself when it is printable ASCII. */
  static String text(String text) {
    return isPrintable(text) ? text : encoded(text);
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static String encoded(String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    int bytes = 0;
    for (int character : text.codePoints().toArray()) {
      String next = Character.toString(character);
      int more = next.getBytes(UTF_8).length;
      if (bytes + more > MOST_BYTES) {
        words.add(word(word.toString()));
        word.setLength(0);
        bytes = 0;
      }
      word.append(next);
      bytes += more;
    }
    words.add(word(word.toString()));
    return String.join(" ", words);
  }

  private static String word(String text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }
}
