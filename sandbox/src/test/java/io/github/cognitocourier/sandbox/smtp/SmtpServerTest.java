package io.github.cognitocourier.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.sandbox.fault.Faults;
import io.github.cognitocourier.sandbox.inbox.Inbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SmtpServerTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int WAIT_MILLIS = 5_000;

  @Test
  void a_caller_who_cannot_be_let_in_is_asked_for_again_but_not_without_a_pause() throws Exception {
    var door = new Crowded(3);
    try (var server = new SmtpServer(door)) {
      long before = System.nanoTime();
      serve(server);
      try (var caller = new Socket(HERE, door.getLocalPort())) {
        caller.setSoTimeout(WAIT_MILLIS);
        assertThat(caller.getInputStream().read()).isEqualTo('2');
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(Duration.ofMillis(3L * SmtpServer.PAUSE_MILLIS));
    }
  }

  @Test
  void a_caller_who_comes_while_the_server_closes_is_hung_up_on() throws Exception {
    var door = new Late();
    try (var server = new SmtpServer(door)) {
      door.closes.set(server);
      try (var caller = new Socket(HERE, door.getLocalPort())) {
        caller.setSoTimeout(WAIT_MILLIS);
        serve(server);
        assertThat(answer(caller)).isEqualTo(-1);
      }
    }
  }

  /** -1 when the other side has hung up, however rudely. */
  private static int answer(Socket caller) throws IOException {
    try {
      return caller.getInputStream().read();
    } catch (SocketException dropped) {
      return -1;
    }
  }

  private static void serve(SmtpServer server) {
    InstantSource clock = InstantSource.system();
    server.serve(
        new Faults(), new Inbox(_ -> Optional.empty(), clock, UUID::randomUUID), UUID::randomUUID);
  }

  /** Lets nobody in a few times, as with too many open files. */
  private static final class Crowded extends ServerSocket {

    private final AtomicInteger left;

    Crowded(int times) throws IOException {
      super(0, 50, HERE);
      left = new AtomicInteger(times);
    }

    @Override
    public Socket accept() throws IOException {
      if (left.getAndDecrement() > 0) {
        throw new SocketException("Too many open files");
      }
      return super.accept();
    }
  }

  /** The server is closed just when a caller has come in. */
  private static final class Late extends ServerSocket {

    final AtomicReference<SmtpServer> closes = new AtomicReference<>();

    Late() throws IOException {
      super(0, 50, HERE);
    }

    @Override
    public Socket accept() throws IOException {
      Socket caller = super.accept();
      closes.get().close();
      return caller;
    }
  }
}
