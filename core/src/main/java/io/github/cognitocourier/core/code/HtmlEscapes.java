package io.github.cognitocourier.core.code;

/**
 * Undoes Cognito's HTML escaping of temporary passwords.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html">
 *     Custom email sender Lambda trigger</a>
 */
public final class HtmlEscapes {

  private static final String[][] ESCAPES = {
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&amp;", "&"},
    {"&quot;", "\""},
    {"&apos;", "'"},
    {"&#39;", "'"},
    {"&#x27;", "'"},
  };

  private HtmlEscapes() {}

  /**
   * Replaces {@code <}, {@code >}, {@code &} and both quotes, escaped by name, and {@code '}
   * escaped as 39 or x27, in one pass from left to right, so that an ampersand that was escaped is
   * not read again as the start of another escape. Everything else stays as it is.
   */
  public static Code unescape(Code password) {
    String escaped = password.reveal();
    StringBuilder plain = new StringBuilder(escaped.length());
    int position = 0;
    while (position < escaped.length()) {
      position = appendNext(escaped, position, plain);
    }
    return new Code(plain.toString());
  }

  /** Appends what stands at {@code position} and returns the position behind it. */
  private static int appendNext(String escaped, int position, StringBuilder plain) {
    for (String[] escape : ESCAPES) {
      if (escaped.startsWith(escape[0], position)) {
        plain.append(escape[1]);
        return position + escape[0].length();
      }
    }
    plain.append(escaped.charAt(position));
    return position + 1;
  }
}
