package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.aws.CredentialSource;
import io.github.cognitocourier.aws.Credentials;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** The credentials of whoever runs the command, wherever the AWS CLI has them from. */
record OperatorCredentials(IdentityProvider<? extends AwsCredentialsIdentity> provider)
    implements CredentialSource {

  @Override
  public Resolution current(Deadline deadline) {
    try {
      return new Resolution.Resolved(credentials(provider.resolveIdentity().join()));
    } catch (SdkException | CompletionException none) {
      return new Resolution.Unresolved("no_credentials");
    }
  }

  @Override
  public Resolution insteadOf(Credentials refused, Deadline deadline) {
    return current(deadline);
  }

  private static Credentials credentials(AwsCredentialsIdentity identity) {
    Optional<Secret> token =
        identity instanceof AwsSessionCredentialsIdentity session
            ? Optional.of(new Secret(session.sessionToken()))
            : Optional.empty();
    return new Credentials(
        identity.accessKeyId(), new Secret(identity.secretAccessKey()), token, Instant.MAX);
  }

  @Override
  public String toString() {
    return "OperatorCredentials";
  }
}
