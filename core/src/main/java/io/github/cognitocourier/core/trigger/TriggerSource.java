package io.github.cognitocourier.core.trigger;

import java.time.Duration;
import java.util.Optional;

/**
 * The suffix of Cognito's trigger source: why a message is sent. New ones will come; an unknown one
 * is a value.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html">
 *     Custom sender Lambda triggers</a>
 */
public sealed interface TriggerSource {

  /** Cognito's own word, such as {@code SignUp}. */
  String suffix();

  /** The trigger source with this suffix. */
  static TriggerSource of(String suffix) {
    for (Known known : Known.values()) {
      if (known.suffix().equals(suffix)) {
        return known;
      }
    }
    return new Unknown(suffix);
  }

  /** The documented ones. */
  enum Known implements TriggerSource {
    SIGN_UP("SignUp", Duration.ofHours(24)),
    RESEND_CODE("ResendCode", Duration.ofHours(24)),
    FORGOT_PASSWORD("ForgotPassword", Duration.ofHours(1)),
    UPDATE_USER_ATTRIBUTE("UpdateUserAttribute", Duration.ofHours(24)),
    VERIFY_USER_ATTRIBUTE("VerifyUserAttribute", Duration.ofHours(24)),
    /** Carries a temporary password instead of a code, HTML-escaped by Cognito. */
    ADMIN_CREATE_USER("AdminCreateUser", Duration.ofDays(7)),
    /** A sign-in session lasts 3 minutes unless the app client says otherwise. */
    AUTHENTICATION("Authentication", Duration.ofMinutes(3)),
    /** Carries no code. */
    ACCOUNT_TAKE_OVER_NOTIFICATION("AccountTakeOverNotification", Duration.ofHours(24));

    private final String suffix;
    private final Duration usefulFor;

    Known(String suffix, Duration usefulFor) {
      this.suffix = suffix;
      this.usefulFor = usefulFor;
    }

    @Override
    public String suffix() {
      return suffix;
    }

    /** How long the message is of use: the shortest documented lifetime of its code. */
    public Duration usefulFor() {
      return usefulFor;
    }

    /** Whether Cognito sends an encrypted code with it. */
    public boolean carriesCode() {
      return this != ACCOUNT_TAKE_OVER_NOTIFICATION;
    }

    /** Whether the code is one to type in, and not a temporary password. */
    public boolean carriesPlainCode() {
      return carriesCode() && this != ADMIN_CREATE_USER;
    }

    /** The documented one with this suffix. */
    public static Optional<Known> named(String suffix) {
      return TriggerSource.of(suffix) instanceof Known known
          ? Optional.of(known)
          : Optional.empty();
    }
  }

  /** One that Cognito has added since. */
  record Unknown(String suffix) implements TriggerSource {}
}
