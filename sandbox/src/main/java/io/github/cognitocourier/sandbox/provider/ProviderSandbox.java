package io.github.cognitocourier.sandbox.provider;

import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.util.List;

/**
 * The HTTP API of one vendor, as far as sending needs it: as strict as the vendor documents it, in
 * the vendor's own status codes, headers and error documents. It delivers nothing and knows no
 * account: any well-formed credential is right. Safe for concurrent use.
 */
public interface ProviderSandbox extends SandboxedProvider {

  /** The provider's name in routes, which is the first segment of its address here. */
  @Override
  String name();

  /** Whether the vendor takes messages at this path. */
  boolean takesMessagesAt(String path);

  /** Judges one request; {@code call.path()} is the path at the vendor. */
  Verdict receive(Call call);

  /**
   * The members of the document, or the fields of the form, that hold a credential: the inbox does
   * not show them.
   */
  default List<String> credentialsInBody() {
    return List.of();
  }

  /** The vendor's answer to too many requests: 429. */
  Answer.Whole tooManyRequests();

  /** The vendor's answer when something broke on its side: 500. */
  Answer.Whole internalError();

  /** The vendor's answer to a wrong credential: 401. */
  Answer.Whole unauthorized();

  /** The vendor's answer to a recipient that it will not reach. */
  Answer.Whole rejectedRecipient(Call call);

  /** The status with which the vendor accepts a message. */
  int acceptedStatus();

  /** What became of a request. */
  sealed interface Verdict {

    /** The vendor would deliver these messages, one a recipient. */
    record Accepted(Answer.Whole answer, List<Draft> drafts) implements Verdict {

      /** Copies the drafts. */
      public Accepted {
        drafts = List.copyOf(drafts);
      }
    }

    /** The vendor would deliver nothing. */
    record Refused(Answer.Whole answer) implements Verdict {}
  }
}
