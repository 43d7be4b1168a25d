package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARN of a KMS key. */
record KeyArn(String text, String region) {

  private static final Pattern FORM =
      Pattern.compile("arn:[\\w-]+:kms:([a-z0-9-]+):\\d{12}:key/[\\w-]+");

  /**
   * Parses what the user gave.
   *
   * @throws InvalidSettings when it is a key id, an alias, or anything but a key's ARN
   */
  static KeyArn parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      String what =
          text.contains("alias/")
              ? "an alias, and an alias tells the function nothing"
              : text.startsWith("arn:") ? "the ARN of something else" : "a key id";
      throw new InvalidSettings(
          "--key must be the ARN of the key (arn:aws:kms:REGION:ACCOUNT:key/ID); this is "
              + what
              + ". Else the function would fail with \"KMS key arn must be a string\" or \"Unable to"
              + " decrypt data key\"; aws kms describe-key --key-id ID shows the ARN.");
    }
    return new KeyArn(text, form.group(1));
  }
}
