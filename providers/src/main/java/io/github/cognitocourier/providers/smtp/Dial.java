package io.github.cognitocourier.providers.smtp;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Opens the connection of a session: address, TCP, and TLS when it comes first. */
final class Dial {

  /** A host with several addresses gets to the next one after so long. */
  private static final long ADDRESS_LIMIT_MILLIS = 1_000;

  private Dial() {}

  /** Sees each socket before it is used, and may object. */
  @FunctionalInterface
  interface Watcher {

    /** Throws when nobody waits for the connection any more. */
    void watch(Socket socket) throws Failure;
  }

  /** There is no connection, and why. */
  static final class Failure extends IOException {

    private static final long serialVersionUID = 1;

    private final Fault fault;

    Failure(Fault fault) {
      super(fault.word());
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  /** The certificate must be valid for the host's name. */
  static Socket open(
      Order order, Deadline deadline, Supplier<SSLSocketFactory> tls, Watcher watcher)
      throws Failure {
    Socket transport = connected(order, deadline, watcher);
    if (order.tls() != Order.Tls.IMPLICIT) {
      return transport;
    }
    try {
      var socket = (SSLSocket) tls.get().createSocket(transport, order.host(), order.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException failed) {
      closeQuietly(transport);
      throw new Failure(Fault.TLS_FAILED);
    }
  }

  private static Socket connected(Order order, Deadline deadline, Watcher watcher) throws Failure {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(order.host());
    } catch (UnknownHostException unknown) {
      throw new Failure(Fault.UNKNOWN_HOST);
    }
    var last = new Failure(Fault.UNKNOWN_HOST);
    for (int i = 0; i < addresses.length; i++) {
      long left = deadline.remaining().toMillis();
      long share = i == addresses.length - 1 ? left : Math.min(left / 2, ADDRESS_LIMIT_MILLIS);
      if (share < 1) {
        throw new Failure(Fault.TIMED_OUT);
      }
      try {
        return connected(order, addresses[i], (int) Math.min(share, Integer.MAX_VALUE), watcher);
      } catch (Failure failed) {
        last = failed;
      }
    }
    throw last;
  }

  private static Socket connected(Order order, InetAddress address, int millis, Watcher watcher)
      throws Failure {
    var socket = new LimitedSocket();
    try {
      watcher.watch(socket);
      socket.setTcpNoDelay(true);
      // With the name that was asked for: the name of STARTTLS's certificate is compared with it.
      var named = InetAddress.getByAddress(order.host(), address.getAddress());
      socket.connect(new InetSocketAddress(named, order.port()), millis);
      return socket;
    } catch (SocketTimeoutException late) {
      closeQuietly(socket);
      throw new Failure(Fault.TIMED_OUT);
    } catch (IOException refused) {
      closeQuietly(socket);
      throw refused instanceof Failure failure ? failure : new Failure(Fault.CONNECTION_REFUSED);
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // There is nothing left to be done with it.
      return;
    }
  }
}
