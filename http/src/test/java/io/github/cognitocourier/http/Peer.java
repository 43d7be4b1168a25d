package io.github.cognitocourier.http;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A server that shows a chain, whatever its name; and what its clients make of it. */
final class Peer implements AutoCloseable {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  private final LoopbackServer server;

  Peer(Paper leaf, X509Certificate... chain) {
    server = LoopbackServer.tls(ServedChain.of(leaf.key(), chain), LoopbackServer.answering(OK));
  }

  /** Whether it gets a request of ours, under this name and by these roots. */
  boolean isTrustedByUs(@Nullable Provider provider, Path store, String host) throws Exception {
    try (var exchange = exchange(provider)) {
      Reply reply = TrustStores.whileTrusting(store.toFile(), () -> ask(exchange, host));
      if (!(reply instanceof Answered) && !reply.equals(new NotSent(Fault.TLS_FAILED))) {
        throw new AssertionError(reply);
      }
      return reply instanceof Answered;
    }
  }

  /** The same by the store that the system properties name. */
  boolean isTrustedByUs(String host) {
    try (var exchange = exchange(null)) {
      return ask(exchange, host) instanceof Answered;
    }
  }

  static HttpExchange exchange(@Nullable Provider provider) {
    return new HttpExchange(
        InstantSource.system(),
        _ -> new InetAddress[] {HERE},
        new TrustedTls(provider),
        HttpExchange.REPLY_LIMIT);
  }

  Reply ask(HttpExchange exchange, String host) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(30), InstantSource.system());
    return exchange.exchange(Request.post(uri(host), Map.of(), "{}"), deadline);
  }

  URI uri(String host) {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create("https://" + bracketed + ":" + server.port() + "/");
  }

  int requests() {
    return server.requests().size();
  }

  /** What the JDK's own verification says: all roots, and its own look at the host's name. */
  boolean isTrustedByJdk(Path store, String host) throws IOException, GeneralSecurityException {
    return isTrustedByJdk(TrustStores.read(store, null), host);
  }

  /** The same by the store that the system properties name, if {@code store} is null. */
  boolean isTrustedByJdk(@Nullable KeyStore store, String host)
      throws IOException, GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    try (var transport = new Socket(HERE, server.port());
        var socket =
            (SSLSocket)
                context.getSocketFactory().createSocket(transport, host, server.port(), true)) {
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return true;
    } catch (SSLException refused) {
      return false;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
