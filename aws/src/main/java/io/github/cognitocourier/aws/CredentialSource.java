package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.http.Exchange;
import java.time.Instant;
import java.time.InstantSource;

/** Where credentials come from. Safe for concurrent use. */
public interface CredentialSource {

  /** AWS's own variable. */
  String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";

  /** Credentials that are valid now, fetched within {@code deadline} when there are none. */
  Resolution current(Deadline deadline);

  /**
   * Credentials other than {@code refused}, which AWS has called expired. The very same come back
   * when the source has no others.
   */
  Resolution insteadOf(Credentials refused, Deadline deadline);

  /** The answer. */
  sealed interface Resolution {

    /** They may be used. */
    record Resolved(Credentials credentials) implements Resolution {}

    /**
     * There are none. {@code reason} is one of our words, such as {@code credentials_timed_out}.
     */
    record Unresolved(String reason) implements Resolution {}
  }

  /**
   * The source that the environment names: {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}
   * and {@code AWS_SESSION_TOKEN} when they are set (Lambda sets them), else the container endpoint
   * (Lambda sets that under SnapStart). Throws {@link InvalidSettings} when it names none.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">SnapStart
   *     and credentials</a>
   */
  static CredentialSource of(Environment environment, Exchange exchange, InstantSource clock) {
    // A secret without its id is half of a pair; in a dry run there is always one.
    boolean isPair =
        environment.get(ACCESS_KEY_ID).isPresent()
            || environment.secret("AWS_SECRET_ACCESS_KEY").isPresent();
    return isPair ? fixed(environment) : ContainerCredentials.of(environment, exchange, clock);
  }

  private static CredentialSource fixed(Environment environment) {
    String accessKeyId =
        environment.require(ACCESS_KEY_ID, "the id that belongs to AWS_SECRET_ACCESS_KEY");
    Secret secretAccessKey =
        environment.requireSecret(
            "AWS_SECRET_ACCESS_KEY", "the secret that belongs to AWS_ACCESS_KEY_ID");
    var resolved =
        new Resolution.Resolved(
            new Credentials(
                accessKeyId,
                secretAccessKey,
                environment.secret("AWS_SESSION_TOKEN"),
                Instant.MAX));
    return new CredentialSource() {
      @Override
      public Resolution current(Deadline deadline) {
        return resolved;
      }

      @Override
      public Resolution insteadOf(Credentials refused, Deadline deadline) {
        return resolved;
      }
    };
  }
}
