package io.github.cognitocourier.cli.doctor;

import java.util.Optional;

/**
 * An ARN, taken apart.
 *
 * @param resource everything behind the account
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon
 *     Resource Names</a>
 */
record Arn(
    String text, String partition, String service, String region, String account, String resource) {

  /** The ARN in {@code text}; empty when it is none. */
  static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn")
        ? Optional.of(new Arn(text, parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** The ARN in {@code text}, which AWS wrote. */
  static Arn of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not an ARN"));
  }

  /** Another resource of the same account and region. */
  String sibling(String service, String resource) {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }

  /** The part of the resource at {@code index}, counted from 0 between colons; empty for none. */
  Optional<String> part(int index) {
    String[] parts = resource.split(":", -1);
    return index < parts.length ? Optional.of(parts[index]) : Optional.empty();
  }
}
