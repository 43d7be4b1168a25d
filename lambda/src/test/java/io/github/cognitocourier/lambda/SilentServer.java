package io.github.cognitocourier.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections and what comes on them, and answers nothing. */
final class SilentServer implements AutoCloseable {

  private final ServerSocket listener;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger bytes = new AtomicInteger();
  private final Semaphore opened = new Semaphore(0);
  private final Semaphore hungUp = new Semaphore(0);

  SilentServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.startVirtualThread(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  int connections() {
    return connections.size();
  }

  /** How many bytes have come so far. */
  int bytes() {
    return bytes.get();
  }

  /** Whether another connection was opened, within ten seconds. */
  boolean hasOpened() throws InterruptedException {
    return hasOpenedWithin(Duration.ofSeconds(10));
  }

  boolean hasOpenedWithin(Duration time) throws InterruptedException {
    return opened.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the client has closed another connection, within ten seconds. */
  boolean hasHungUp() throws InterruptedException {
    return hungUp.tryAcquire(10, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        opened.release();
        Thread.startVirtualThread(() -> read(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void read(Socket connection) {
    try (connection) {
      while (connection.getInputStream().read() >= 0) {
        bytes.incrementAndGet();
      }
      hungUp.release();
    } catch (IOException reset) {
      hungUp.release();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
