package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Optional;

/**
 * An AWS region, such as {@code eu-central-1}: lower-case letters, digits and hyphens, so it may
 * stand in a host name.
 */
public record Region(String name) {

  private static final int LONGEST = 63;

  /** Refuses what could not be a label of a host name. */
  public Region {
    if (!isLabel(name)) {
      throw new IllegalArgumentException("a region is 1 to 63 characters of a-z 0-9 -");
    }
  }

  /** The region of {@code AWS_REGION} or else {@code AWS_DEFAULT_REGION}; one must be set. */
  public static Region of(Environment environment) {
    String variable =
        environment.get("AWS_REGION").isPresent() ? "AWS_REGION" : "AWS_DEFAULT_REGION";
    String name =
        environment
            .get(variable)
            .orElseThrow(() ->
                new InvalidSettings(
                    "AWS_REGION is not set; set it to the user pool's region, such as"
                        + " eu-central-1."));
    if (!isLabel(name)) {
      throw new InvalidSettings(variable + " is not a region such as eu-central-1.");
    }
    return new Region(name);
  }

  /**
   * The region of an ARN of the service, {@code arn:partition:service:region:account:…}; empty for
   * other texts.
   */
  public static Optional<Region> ofArn(String arn, AwsService service) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6
            && parts[0].equals("arn")
            && parts[2].equals(service.signingName())
            && isLabel(parts[3])
        ? Optional.of(new Region(parts[3]))
        : Optional.empty();
  }

  /** Whether {@code name} could be one. */
  public static boolean isLabel(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= LONGEST;
  }

  @Override
  public String toString() {
    return name;
  }
}
