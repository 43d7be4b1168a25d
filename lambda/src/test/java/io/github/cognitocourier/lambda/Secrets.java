package io.github.cognitocourier.lambda;

import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.util.Map;

/** Values that no log, exception or result may hold, in the user and the settings of the tests. */
final class Secrets {

  static final String FREE_TEXT = Sentinels.FREE_TEXT;
  static final String FEEDBACK_TOKEN = "sentinel-feedback-token";
  static final String CLIENT_METADATA = "sentinel-metadata";
  static final String AWS_SECRET = "sentinel-aws-secret";
  static final String AUTH_TOKEN = "sentinel-auth-token";

  private static final String LINK =
      "https://courier-test.auth.us-east-1.amazoncognito.com/feedback?feedbackToken="
          + FEEDBACK_TOKEN
          + "&feedbackValue=";

  private static final Map<String, String> MORE =
      Map.of(
          "the feedback token", FEEDBACK_TOKEN,
          "a one-click link", "amazoncognito.com",
          "client metadata", CLIENT_METADATA,
          "the AWS secret", AWS_SECRET,
          "the auth token", AUTH_TOKEN,
          "anything marked", "sentinel");

  private Secrets() {}

  /** A user all of whose secrets are recognised. */
  static CognitoUser user(String pool) {
    return CognitoUser.in(pool)
        .withUserName(Sentinels.USER_NAME)
        .withEmail(Sentinels.ADDRESS)
        .withPhoneNumber(Sentinels.PHONE)
        .withCode(Sentinels.CODE)
        .withTemporaryPassword(Sentinels.PASSWORD)
        .withClientMetadata("note", CLIENT_METADATA)
        .withAttribute("name", Sentinels.USER_NAME + " Doe");
  }

  /** The same, with what only a takeover notice has. */
  static CognitoUser suspect(String pool) {
    return user(pool)
        .withAttribute("FEEDBACK_TOKEN", FEEDBACK_TOKEN)
        .withAttribute("ONE_CLICK_LINK_VALID", LINK + "Valid")
        .withAttribute("ONE_CLICK_LINK_INVALID", LINK + "Invalid");
  }

  /** Fails when {@code text} holds one of them. */
  static void assertAbsent(String where, String text) {
    Sentinels.assertAbsent(where, text);
    MORE.forEach((what, value) -> {
      if (text.contains(value)) {
        throw new AssertionError(where + " holds " + what);
      }
    });
  }
}
