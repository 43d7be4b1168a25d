package io.github.cognitocourier.providers.smtp;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NoAnswer;
import io.github.cognitocourier.http.Reply.NotSent;
import io.github.cognitocourier.http.Request;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One session at a mail server, in a thread of its own: {@link #call()} may block for as long as it
 * likes, because the thread that waits for it ends the session with {@link #abandon()}.
 *
 * <p>Both meet at one lock. Either the session is abandoned first, and then the final dot is not
 * written; or the dot is under way, and then the server may have the mail. There is nothing
 * between.
 */
final class Session implements Callable<Reply> {

  private final Request request;
  private final Deadline deadline;
  private final InstantSource clock;
  private final Supplier<SSLSocketFactory> tls;

  private boolean abandoned;
  private boolean mayBeTaken;
  private @Nullable Socket transport;
  private @Nullable Reply answer;

  Session(Request request, Deadline deadline, InstantSource clock, Supplier<SSLSocketFactory> tls) {
    this.request = request;
    this.deadline = deadline;
    this.clock = clock;
    this.tls = tls;
  }

  @Override
  public Reply call() {
    var order = Order.of(request, clock.instant());
    Conversation conversation = null;
    try (Socket socket = Dial.open(order, deadline, tls, this::watch)) {
      conversation = new Conversation(order, tls, this::passDot);
      conversation.begin(socket);
      if (!order.isCheck()) {
        conversation.submit();
      }
      answered(conversation.lastAnswer());
      conversation.quit();
      return ended(Fault.CONNECTION_LOST);
    } catch (Dial.Failure failed) {
      return ended(failed.fault());
    } catch (MessagingException failed) {
      if (conversation != null) {
        conversation.refusal(failed).ifPresent(this::answered);
      }
      return ended(fault(failed, conversation));
    } catch (IOException notClosed) {
      return ended(Fault.CONNECTION_LOST);
    }
  }

  /** Ends the session at once, whatever it waits for. */
  synchronized Reply abandon() {
    abandoned = true;
    if (transport != null) {
      Dial.closeQuietly(transport);
    }
    return ended(Fault.TIMED_OUT);
  }

  private synchronized void answered(Reply reply) {
    answer = reply;
  }

  /** What the server has answered counts, even when something goes wrong afterwards. */
  private synchronized Reply ended(Fault fault) {
    if (answer != null) {
      return answer;
    }
    Fault why = deadline.hasPassed() ? Fault.TIMED_OUT : fault;
    return mayBeTaken ? new NoAnswer(why) : new NotSent(why);
  }

  private synchronized void watch(Socket socket) throws Dial.Failure {
    if (abandoned) {
      throw new Dial.Failure(Fault.TIMED_OUT);
    }
    transport = socket;
  }

  /** Whether the final dot may be written: from here on the server may have the mail. */
  private synchronized boolean passDot() {
    mayBeTaken = !abandoned && !deadline.hasPassed();
    return mayBeTaken;
  }

  private static Fault fault(MessagingException failed, @Nullable Conversation conversation) {
    Fault fault = Fault.CONNECTION_LOST;
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        fault = Fault.TLS_FAILED;
      } else if (cause instanceof LimitedSocket.TooMuch) {
        fault = Fault.REPLY_TOO_LARGE;
      }
    }
    boolean odd = conversation != null && conversation.heardNonsense();
    return odd ? Fault.MALFORMED_REPLY : fault;
  }
}
