package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.message.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request is signed with. {@link #toString()} shows none of it.
 *
 * @param accessKeyId goes out with every request
 * @param secretAccessKey never leaves the process
 * @param sessionToken goes out with every request; empty for the key of a user
 * @param expiry when AWS stops accepting them; {@link Instant#MAX} when it did not say
 */
public record Credentials(
    String accessKeyId, Secret secretAccessKey, Optional<Secret> sessionToken, Instant expiry) {

  @Override
  public String toString() {
    return "Credentials[***]";
  }
}
