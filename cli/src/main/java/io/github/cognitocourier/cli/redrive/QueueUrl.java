package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A queue's URL, which names account and region.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html">
 *     Queue and message identifiers</a>
 */
record QueueUrl(String value, Optional<String> region, String account, String name) {

  private static final Pattern FORM =
      Pattern.compile("https?://([^/\\s]+)/([0-9]{12})/([A-Za-z0-9_-]{1,80})");
  private static final Pattern HOST =
      Pattern.compile(
          "sqs(?:-fips)?\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?"
              + "|sqs\\.([a-z0-9-]+)\\.api\\.aws"
              + "|([a-z0-9-]+)\\.queue\\.amazonaws\\.com(?:\\.cn)?");

  static QueueUrl parse(String text) {
    Matcher url = FORM.matcher(text);
    if (!url.matches()) {
      throw new InvalidSettings(
          "--queue must be the queue's URL, such as"
              + " https://sqs.eu-west-1.amazonaws.com/123456789012/cognito-courier-failures.");
    }
    return new QueueUrl(text, region(url.group(1)), url.group(2), url.group(3));
  }

  /** Another endpoint's host, a VPC's or an emulator's, names none. */
  private static Optional<String> region(String host) {
    Matcher known = HOST.matcher(host);
    return known.matches()
        ? Optional.ofNullable(known.group(1))
            .or(() -> Optional.ofNullable(known.group(2)))
            .or(() -> Optional.ofNullable(known.group(3)))
        : Optional.empty();
  }
}
