package io.github.cognitocourier.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A TCP connection whose readers, TLS among them, can be told not to wait. The JDK's own socket
 * waits for a millisecond at least. Reading belongs to one thread at a time.
 */
final class Transport extends Socket {

  /** It is thrown and caught for every request, and nobody reads where. */
  private static final class NothingArrived extends SocketTimeoutException {

    private static final long serialVersionUID = 1;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  private boolean waits = true;

  /** Without a proxy, whatever the JVM's system properties say. */
  Transport() {
    super(Proxy.NO_PROXY);
  }

  /**
   * Whether a read waits, as it does at first, or throws {@link SocketTimeoutException} when
   * nothing has arrived. The end of the connection alone counts as nothing.
   */
  void waits(boolean value) {
    waits = value;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int start, int length) throws IOException {
        if (!waits && in.available() == 0) {
          throw new NothingArrived();
        }
        return in.read(bytes, start, length);
      }
    };
  }
}
