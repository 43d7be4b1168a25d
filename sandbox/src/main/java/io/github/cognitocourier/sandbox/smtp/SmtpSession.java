package io.github.cognitocourier.sandbox.smtp;

import io.github.cognitocourier.sandbox.fault.FaultKind;
import io.github.cognitocourier.sandbox.fault.Faults;
import io.github.cognitocourier.sandbox.inbox.Inbox;
import io.github.cognitocourier.sandbox.smtp.Submission.Mail;
import io.github.cognitocourier.sandbox.smtp.Submission.Mail.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One connection: EHLO, AUTH, then any number of messages. Whoever cannot authenticate sends
 * nothing; any well-formed credential is right. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321, SMTP</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6409">RFC 6409, Message Submission</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463, Enhanced Status Codes</a>
 */
final class SmtpSession {

  private static final int MOST_RECIPIENTS = 100;

  private final SmtpStream stream;
  private final Faults faults;
  private final NextFault fault;
  private final Inbox inbox;
  private final Supplier<UUID> ids;

  private boolean greeted;
  private boolean authenticated;
  private Optional<String> sender = Optional.empty();
  private final List<String> recipients = new ArrayList<>();

  SmtpSession(SmtpStream stream, Faults faults, Inbox inbox, Supplier<UUID> ids) {
    this.stream = stream;
    this.faults = faults;
    this.fault = new NextFault(faults);
    this.inbox = inbox;
    this.ids = ids;
  }

  void converse() throws IOException, InterruptedException {
    say("220 localhost ESMTP Cognito Courier sandbox");
    boolean goesOn = true;
    while (goesOn) {
      SmtpStream.Line line = stream.line();
      if (line.bare()) {
        say("521 5.5.2 A line must end in CR LF");
        return;
      }
      goesOn = line.cut() ? say("500 5.5.2 Line too long") : obey(line.text());
    }
  }

  private boolean obey(String line) throws IOException, InterruptedException {
    String[] words = line.split(" ", 2);
    String argument = words.length > 1 ? words[1] : "";
    return switch (words[0].toUpperCase(Locale.ROOT)) {
      case "EHLO" -> greet(argument, true);
      case "HELO" -> greet(argument, false);
      case "AUTH" -> authenticate(argument);
      case "MAIL" -> mail(argument);
      case "RCPT" -> recipient(argument);
      case "DATA" -> data(argument);
      case "RSET" -> {
        forget();
        yield say("250 2.0.0 Ok");
      }
      case "NOOP" -> say("250 2.0.0 Ok");
      case "VRFY" -> say("252 2.0.0 Send some mail, I will try my best");
      case "QUIT" -> {
        say("221 2.0.0 Bye");
        yield false;
      }
      // A page in a browser that posts to this port must not get as far as a message.
      case "GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "PATCH", "DELETE" -> {
        say("421 4.7.0 This is no web server");
        yield false;
      }
      default -> say("500 5.5.2 Command not recognized");
    };
  }

  private boolean greet(String name, boolean extended) throws IOException {
    if (name.isBlank()) {
      return say("501 5.5.4 Syntax: EHLO hostname");
    }
    greeted = true;
    forget();
    if (!extended) {
      return say("250 localhost");
    }
    say("250-localhost");
    say("250-PIPELINING");
    say("250-SIZE " + Submission.LARGEST);
    say("250-AUTH PLAIN LOGIN");
    say("250-ENHANCEDSTATUSCODES");
    return say("250 8BITMIME");
  }

  private boolean authenticate(String argument) throws IOException {
    if (!greeted || authenticated || sender.isPresent()) {
      return say("503 5.5.1 Bad sequence of commands");
    }
    Optional<String> refusal = new Authentication(stream).refusal(argument);
    if (refusal.isPresent()) {
      return say(refusal.get());
    }
    if (fault.is(FaultKind.UNAUTHORIZED)) {
      fault.forget();
      return say("535 5.7.8 Authentication credentials invalid");
    }
    authenticated = true;
    return say("235 2.7.0 Authentication successful");
  }

  private boolean mail(String argument) throws IOException {
    if (!greeted || sender.isPresent()) {
      return say("503 5.5.1 Bad sequence of commands");
    }
    if (!authenticated) {
      return say("530 5.7.0 Authentication required");
    }
    return switch (Envelope.sender(argument)) {
      case Envelope.Refused(String reply) -> say(reply);
      case Envelope.Address(String address) -> begin(address);
    };
  }

  private boolean begin(String address) throws IOException {
    if (fault.is(FaultKind.TOO_MANY_REQUESTS)) {
      say("421 4.7.0 Too many messages, try again later");
      return false;
    }
    if (fault.is(FaultKind.UNAUTHORIZED)) {
      fault.forget();
      return say("530 5.7.0 Authentication required");
    }
    sender = Optional.of(address);
    return say("250 2.1.0 Ok");
  }

  private boolean recipient(String argument) throws IOException {
    if (sender.isEmpty()) {
      return say("503 5.5.1 Need MAIL command");
    }
    return switch (Envelope.recipient(argument)) {
      case Envelope.Refused(String reply) -> say(reply);
      case Envelope.Address(String address) -> {
        if (recipients.size() >= MOST_RECIPIENTS) {
          yield say("452 4.5.3 Too many recipients");
        }
        if (fault.is(FaultKind.REJECT)) {
          yield say("550 5.1.1 <" + address + ">: Recipient address rejected: User unknown");
        }
        recipients.add(address);
        yield say("250 2.1.5 Ok");
      }
    };
  }

  private boolean data(String argument) throws IOException, InterruptedException {
    if (!argument.isBlank()) {
      return say("501 5.5.4 Syntax: DATA");
    }
    if (recipients.isEmpty()) {
      return say("503 5.5.1 Need RCPT command");
    }
    say("354 End data with <CR><LF>.<CR><LF>");
    Submission submission = Submission.read(stream);
    Optional<FaultKind> now = fault.kind();
    List<String> to = List.copyOf(recipients);
    forget();
    return switch (submission) {
      case Submission.Smuggled _ -> {
        say("521 5.5.2 A line must end in CR LF");
        yield false;
      }
      case Submission.Refused(String reply) -> say(reply);
      case Submission.Whole whole ->
          now.isPresent() ? fail(now.get(), whole, to) : receive(whole, to);
    };
  }

  private boolean fail(FaultKind kind, Submission.Whole whole, List<String> to)
      throws IOException, InterruptedException {
    return switch (kind) {
      case TIMEOUT -> {
        // Taken before the message is shown: clearing the faults must release this one, too.
        var held = faults.held();
        deliver(whole.mail(), to);
        held.await();
        yield false;
      }
      case RESET -> false;
      case INTERNAL_ERROR -> say("451 4.3.0 Requested action aborted: local error in processing");
      case GARBAGE -> say("<html><body>It works!</body></html>");
      // These have shown before the message was sent.
      case TOO_MANY_REQUESTS, UNAUTHORIZED, REJECT -> receive(whole, to);
    };
  }

  private boolean receive(Submission.Whole whole, List<String> to) throws IOException {
    return switch (whole.mail()) {
      case Unreadable(String why) -> say("554 5.6.0 " + why);
      case Mail.Read read -> {
        deliver(read, to);
        yield say("250 2.0.0 Ok: queued as " + ids.get().toString().replace("-", ""));
      }
    };
  }

  private void deliver(Mail mail, List<String> to) {
    if (mail instanceof Mail.Read read) {
      to.forEach(each -> inbox.receive(SmtpSandbox.NAME, read.draft(each), read.seen()));
    }
  }

  private void forget() {
    if (sender.isPresent()) {
      fault.forget();
    }
    sender = Optional.empty();
    recipients.clear();
  }

  private boolean say(String reply) throws IOException {
    stream.say(reply);
    return true;
  }
}
