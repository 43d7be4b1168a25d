package io.github.cognitocourier.providers.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * A connection that reads at most {@link #LIMIT} bytes: a server whose answer never ends is not
 * kept in memory. Without a proxy, whatever the JVM's system properties say.
 */
final class LimitedSocket extends Socket {

  /** Certificates and answers of a session take a small part of it. */
  static final int LIMIT = 256 * 1024;

  private int read;

  LimitedSocket() {
    super(Proxy.NO_PROXY);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int got = super.read(bytes, offset, length);
        count(Math.max(got, 0));
        return got;
      }
    };
  }

  private synchronized void count(int bytes) throws TooMuch {
    read += bytes;
    if (read > LIMIT) {
      throw new TooMuch();
    }
  }

  /** The server says more than a session can need. */
  static final class TooMuch extends IOException {

    private static final long serialVersionUID = 1;

    TooMuch() {
      super("more than " + LIMIT + " bytes");
    }
  }
}
