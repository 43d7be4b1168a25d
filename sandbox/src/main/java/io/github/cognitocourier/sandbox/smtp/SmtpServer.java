package io.github.cognitocourier.sandbox.smtp;

import io.github.cognitocourier.sandbox.fault.Faults;
import io.github.cognitocourier.sandbox.inbox.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A mail server on 127.0.0.1, whatever else the sandbox listens on; a virtual thread for each
 * connection, which may be idle for five minutes. Safe for concurrent use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a>
 */
public final class SmtpServer implements AutoCloseable {

  private static final int IDLE_MILLIS = 300_000;
  private static final int HIGHEST_PORT = 0xFFFF;

  static final int PAUSE_MILLIS = 100;

  private final ServerSocket door;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  SmtpServer(ServerSocket door) {
    this.door = door;
  }

  /**
   * Opens a server that does not answer yet, on {@code port} or, when that is 0 or taken, on a free
   * one.
   */
  public static SmtpServer open(int port) {
    try {
      return new SmtpServer(bound(port > HIGHEST_PORT ? 0 : port));
    } catch (IOException cannotBind) {
      throw new UncheckedIOException("a port for mail cannot be opened", cannotBind);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    var door = new ServerSocket();
    try {
      door.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return door;
    } catch (BindException taken) {
      door.close();
      if (port == 0) {
        throw taken;
      }
      return bound(0);
    }
  }

  /** Where it listens. */
  public int port() {
    return door.getLocalPort();
  }

  /** Answers from now on: faults first, then the rules, then {@code inbox}. */
  public void serve(Faults faults, Inbox inbox, Supplier<UUID> ids) {
    threads.execute(() -> accept(faults, inbox, ids));
  }

  private void accept(Faults faults, Inbox inbox, Supplier<UUID> ids) {
    while (!door.isClosed()) {
      next().ifPresent(socket -> lead(socket, () -> converse(socket, faults, inbox, ids)));
    }
  }

  /** The next caller; empty when the door is closed, or none can be let in for now. */
  private Optional<Socket> next() {
    try {
      return Optional.of(door.accept());
    } catch (IOException notNow) {
      pause();
      return Optional.empty();
    }
  }

  /** What keeps a caller out, such as too many open files, does not go away by asking at once. */
  private void pause() {
    try {
      var _ = closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void lead(Socket socket, Runnable conversation) {
    open.add(socket);
    try {
      threads.execute(conversation);
    } catch (RejectedExecutionException closed) {
      closeQuietly(socket);
    }
  }

  private void converse(Socket socket, Faults faults, Inbox inbox, Supplier<UUID> ids) {
    try (socket) {
      socket.setSoTimeout(IDLE_MILLIS);
      new SmtpSession(SmtpStream.over(socket), faults, inbox, ids).converse();
    } catch (IOException gone) {
      // Whoever hangs up, or says nothing for too long, needs no answer.
      return;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Drops every connection. */
  @Override
  public void close() {
    closing.countDown();
    closeQuietly(door);
    open.forEach(SmtpServer::closeQuietly);
    threads.shutdownNow();
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception closed) {
      return;
    }
  }
}
