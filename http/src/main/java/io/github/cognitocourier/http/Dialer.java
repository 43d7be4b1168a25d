package io.github.cognitocourier.http;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections: address, TCP, TLS with the host's name verified. Safe for concurrent use.
 *
 * <p>Waits without a limit of its own for the resolver and for TLS; who calls it closes the socket
 * it was shown, and no longer waits.
 */
final class Dialer {

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Resolver {

    /** The addresses, at least one. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** Sees each socket before it is used, and may object. */
  @FunctionalInterface
  interface Watcher {

    /** Throws when nobody waits for the connection any more. */
    void watch(Socket socket) throws Failure;
  }

  /** A host with several addresses gets to the next one after so long. */
  private static final long ADDRESS_LIMIT_MILLIS = 1_000;

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private final Resolver resolver;
  private final Supplier<SSLSocketFactory> tls;
  private final InstantSource clock;

  Dialer(Resolver resolver, Supplier<SSLSocketFactory> tls, InstantSource clock) {
    this.resolver = resolver;
    this.tls = tls;
    this.clock = clock;
  }

  Connection open(Origin origin, int era, Deadline deadline, Watcher watcher) throws Failure {
    Transport transport = connected(origin, deadline, watcher);
    try {
      Socket socket = origin.tls() ? secured(transport, origin) : transport;
      return new Connection(origin, era, transport, socket, clock.instant());
    } catch (IOException failed) {
      Connection.closeQuietly(transport);
      throw new Failure(origin.tls() ? Fault.TLS_FAILED : Fault.CONNECTION_REFUSED, failed);
    }
  }

  private Transport connected(Origin origin, Deadline deadline, Watcher watcher) throws Failure {
    InetAddress[] addresses;
    try {
      addresses = resolver.addresses(origin.hostName());
    } catch (UnknownHostException unknown) {
      throw new Failure(Fault.UNKNOWN_HOST, unknown);
    }
    Failure last = new Failure(Fault.UNKNOWN_HOST);
    for (int i = 0; i < addresses.length; i++) {
      long left = deadline.remaining().toMillis();
      long share = i == addresses.length - 1 ? left : Math.min(left / 2, ADDRESS_LIMIT_MILLIS);
      if (share < 1) {
        throw new Failure(Fault.TIMED_OUT);
      }
      var address = new InetSocketAddress(addresses[i], origin.port());
      try {
        return connected(address, (int) Math.min(share, Integer.MAX_VALUE), watcher);
      } catch (Failure failed) {
        last = failed;
      }
    }
    throw last;
  }

  private static Transport connected(InetSocketAddress address, int millis, Watcher watcher)
      throws Failure {
    var transport = new Transport();
    try {
      watcher.watch(transport);
      transport.setTcpNoDelay(true);
      transport.connect(address, millis);
      return transport;
    } catch (SocketTimeoutException late) {
      Connection.closeQuietly(transport);
      throw new Failure(Fault.TIMED_OUT, late);
    } catch (IOException refused) {
      Connection.closeQuietly(transport);
      throw refused instanceof Failure failure
          ? failure
          : new Failure(Fault.CONNECTION_REFUSED, refused);
    }
  }

  /**
   * The peer is who it should be before a byte is written: the handshake checks its chain, and its
   * name is looked at here, on a resumed session, too.
   */
  private SSLSocket secured(Socket transport, Origin origin) throws IOException {
    String host = origin.hostName();
    var socket = (SSLSocket) tls.get().createSocket(transport, host, origin.port(), true);
    if (HostName.mayBeBelowPublicSuffix(host)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    restrict(socket);
    boolean proven = false;
    try {
      socket.startHandshake();
      Certificate peer = socket.getSession().getPeerCertificates()[0];
      if (!(peer instanceof X509Certificate server) || !HostName.isNamedBy(server, host)) {
        throw new SSLPeerUnverifiedException("the certificate is not for this host");
      }
      proven = true;
      return socket;
    } finally {
      if (!proven) {
        // The transport first: see Connection.close.
        Connection.closeQuietly(transport);
        Connection.closeQuietly(socket);
      }
    }
  }

  /**
   * TLS 1.3 and 1.2 with forward secrecy, whatever else the provider would allow: another one than
   * the JDK does not read {@code jdk.tls.disabledAlgorithms}.
   */
  static void restrict(SSLSocket socket) {
    socket.setEnabledProtocols(
        Stream.of(socket.getEnabledProtocols()).filter(PROTOCOLS::contains).toArray(String[]::new));
    socket.setEnabledCipherSuites(
        Stream.of(socket.getEnabledCipherSuites())
            .filter(suite -> !suite.startsWith("TLS_RSA_"))
            .toArray(String[]::new));
  }
}
