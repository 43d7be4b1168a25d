package io.github.cognitocourier.testkit.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values that must reach the vendor and nothing else: no log, no exception, no outcome. */
public final class Sentinels {

  /** A code, in the message and in its variables. */
  public static final String CODE = "739251";

  /** A temporary password, in the variables. */
  public static final String PASSWORD = "Tr0ub4dor-sentinel";

  /** The provider's key: give it to the provider as its secret. */
  public static final String KEY = "SG.sentinel-key.0123456789";

  /** The recipient's mail address. */
  public static final String ADDRESS = "sentinel.recipient@example.net";

  /** The recipient's phone number. */
  public static final String PHONE = "+15005550006";

  /** What a user calls himself. */
  public static final String USER_NAME = "sentinel-user-name";

  /** A vendor's free text. */
  public static final String FREE_TEXT = "sentinel vendor words";

  private static final Map<String, String> FORBIDDEN = forbidden();

  private Sentinels() {}

  private static Map<String, String> forbidden() {
    var forbidden = new LinkedHashMap<String, String>();
    forbidden.put("the code", CODE);
    forbidden.put("the password", PASSWORD);
    forbidden.put("the key", KEY);
    forbidden.put("the mail address", ADDRESS.substring(0, ADDRESS.indexOf('@')));
    forbidden.put("the phone number", PHONE.substring(3));
    forbidden.put("the user's name", USER_NAME);
    forbidden.put("the vendor's free text", FREE_TEXT);
    return Map.copyOf(forbidden);
  }

  /** Puts the sentinels into a text with {@code {{code}}}, {@code {{key}}} and so on. */
  public static String fill(String text) {
    return text.replace("{{code}}", CODE)
        .replace("{{password}}", PASSWORD)
        .replace("{{key}}", KEY)
        .replace("{{address}}", ADDRESS)
        .replace("{{phone}}", PHONE)
        .replace("{{user}}", USER_NAME)
        .replace("{{free text}}", FREE_TEXT);
  }

  /**
   * Fails when {@code text} holds a sentinel; the failure names it and does not repeat the text.
   */
  public static void assertAbsent(String where, String text) {
    FORBIDDEN.forEach((what, value) -> {
      if (text.contains(value)) {
        throw new AssertionError(where + " holds " + what);
      }
    });
  }
}
