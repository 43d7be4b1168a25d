package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.core.trigger.TriggerSource;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.time.Duration;

/**
 * How long a code may still open something: the longest time that Cognito's documentation allows,
 * so that what has run out has certainly run out.
 *
 * @param password how long a temporary password is valid in this pool; 7 days unless its password
 *     policy says otherwise
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html">Quotas in
 *     Amazon Cognito</a>
 */
record Lifetimes(Duration password) {

  /** The longest sign-in session that an app client can have. */
  private static final Duration SESSION = Duration.ofMinutes(15);

  /** Whether a message that failed {@code age} ago is of no more use to its reader. */
  boolean expired(TriggerSource source, Duration age) {
    return switch (source) {
      // A notice of an account takeover is worth reading at any age.
      case Known.ACCOUNT_TAKE_OVER_NOTIFICATION -> false;
      case Known.ADMIN_CREATE_USER -> age.compareTo(password) >= 0;
      case Known.AUTHENTICATION -> age.compareTo(SESSION) >= 0;
      case Known known -> age.compareTo(known.usefulFor()) >= 0;
      // Nobody has told how long its code lives.
      case TriggerSource.Unknown unknown -> false;
    };
  }
}
