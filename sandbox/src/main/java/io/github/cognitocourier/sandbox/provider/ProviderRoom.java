package io.github.cognitocourier.sandbox.provider;

import io.github.cognitocourier.sandbox.fault.FaultKind;
import io.github.cognitocourier.sandbox.fault.Faults;
import io.github.cognitocourier.sandbox.inbox.Inbox;
import io.github.cognitocourier.sandbox.inbox.SeenRequest;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox.Verdict;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.util.Optional;

/**
 * One provider's sandbox behind its address: faults first, then the vendor's rules, then the inbox.
 * Only a message that is posted uses up a fault.
 */
public final class ProviderRoom implements Room {

  private final ProviderSandbox sandbox;
  private final Faults faults;
  private final Inbox inbox;

  /** Puts what {@code sandbox} accepts into {@code inbox}. */
  public ProviderRoom(ProviderSandbox sandbox, Faults faults, Inbox inbox) {
    this.sandbox = sandbox;
    this.faults = faults;
    this.inbox = inbox;
  }

  /** {@code /sendgrid}. */
  public String prefix() {
    return "/" + sandbox.name();
  }

  @Override
  public Answer answer(Call call) {
    Call atVendor = call.below(prefix());
    boolean message = call.method().equals("POST") && sandbox.takesMessagesAt(atVendor.path());
    Optional<FaultKind> fault = message ? faults.next(sandbox.name()) : Optional.empty();
    return fault.isPresent() ? fail(fault.get(), atVendor) : receive(atVendor);
  }

  private Answer receive(Call call) {
    return switch (sandbox.receive(call)) {
      case Verdict.Refused(Answer.Whole answer) -> answer;
      case Verdict.Accepted accepted -> {
        accepted
            .drafts()
            .forEach(draft ->
                inbox.receive(
                    sandbox.name(), draft, SeenRequest.of(call, sandbox.credentialsInBody())));
        yield accepted.answer();
      }
    };
  }

  private Answer fail(FaultKind kind, Call call) {
    return switch (kind) {
      case TIMEOUT -> {
        // Taken before the message is shown: clearing the faults must release this request, too.
        var held = faults.held();
        var _ = receive(call);
        yield new Answer.Withheld(held);
      }
      case RESET -> new Answer.Dropped();
      case TOO_MANY_REQUESTS -> sandbox.tooManyRequests();
      case INTERNAL_ERROR -> sandbox.internalError();
      case UNAUTHORIZED -> sandbox.unauthorized();
      case REJECT -> sandbox.rejectedRecipient(call);
      case GARBAGE ->
          Answer.text(sandbox.acceptedStatus(), "text/html", "<html><body>It works!</body></html>");
    };
  }
}
