package io.github.cognitocourier.lambda;

import io.github.cognitocourier.aws.AwsJson;
import io.github.cognitocourier.core.Courier;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import java.net.URI;
import java.util.List;

/**
 * A courier on AWS, and what can be made ready before there is a message. Whatever it has fetched
 * or learnt goes with it.
 *
 * @param aws whom it asks for data keys
 * @param references the keys that are kept in AWS, the first provider's first
 * @param firstProviders the addresses of those who are asked first, at most one for each channel
 */
record Wired(
    Courier courier,
    AwsJson aws,
    Secrets secrets,
    List<Credential.Reference> references,
    List<URI> firstProviders) {

  /** Fetches credentials and keys, in this order, so far as {@code deadline} allows. */
  void fetch(Deadline deadline) {
    aws.prepare(deadline);
    references.forEach(reference -> {
      Secrets.Lookup _ = secrets.find(reference, deadline);
    });
  }
}
