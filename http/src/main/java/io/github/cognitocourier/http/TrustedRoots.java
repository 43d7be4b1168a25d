package io.github.cognitocourier.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts exactly the roots that the JDK trusts, and parses of them those alone that a peer's chain
 * names: there are about 150, a delivery needs two, and parsing all of them takes longer than the
 * rest of a handshake. Who checks the chain is the JDK's own trust manager.
 *
 * <p>That is the same verdict: a path can only end at a root whose subject is an issuer or a
 * subject in the chain, and the roots of such a name, in the same bytes, are there. Nothing is
 * refused here: a chain that these roots do not vouch for, and a store that cannot be read this
 * way, go to the JDK's trust manager over all roots. Safe for concurrent use.
 */
final class TrustedRoots extends X509ExtendedTrustManager {

  /** What BoringSSL calls a key exchange that TLS 1.3 no longer names, and what the JDK does. */
  private static final Map<String, String> KEY_EXCHANGES = Map.of("GENERIC", "UNKNOWN");

  /** One question to a trust manager. */
  @FunctionalInterface
  private interface Check {

    void by(X509ExtendedTrustManager judge) throws CertificateException;
  }

  private final RootIndex roots;

  private @Nullable X509ExtendedTrustManager judgeOverAll;

  private TrustedRoots(RootIndex roots) {
    this.roots = roots;
  }

  /** Those of the file that the system properties of JSSE name, or of the JDK's own. */
  static TrustedRoots ofJvm() {
    return new TrustedRoots(
        RootFile.ofJvm()
            .flatMap(RootStore::certificates)
            .map(RootIndex::of)
            .orElse(RootIndex.EMPTY));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    String keyExchange = keyExchange(authType);
    SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
    String host = session == null ? null : session.getPeerHost();
    // Otherwise the JDK checks the name as well, and needs it.
    boolean isOursToCheck = host != null && !HostName.mayBeBelowPublicSuffix(host);
    Socket seen = isOursToCheck && session != null ? new NamelessSocket(session) : socket;
    check(chain, judge -> judge.checkServerTrusted(chain, keyExchange, seen));
    requireHost(chain, session);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    String keyExchange = keyExchange(authType);
    check(chain, judge -> judge.checkServerTrusted(chain, keyExchange, engine));
    requireHost(chain, engine == null ? null : engine.getHandshakeSession());
  }

  /** Not without a connection: whose certificate it has to be is known to that alone. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no connection");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static String keyExchange(String authType) {
    return KEY_EXCHANGES.getOrDefault(authType, authType);
  }

  private static void requireHost(X509Certificate[] chain, @Nullable SSLSession session)
      throws CertificateException {
    String host = session == null ? null : session.getPeerHost();
    if (host == null || !HostName.isNamedBy(chain[0], host)) {
      throw new CertificateException("the certificate is not for this host");
    }
  }

  private void check(X509Certificate[] chain, Check check) throws CertificateException {
    if (!isVouchedForByNamed(chain, check)) {
      check.by(judgeOverAll());
    }
  }

  private boolean isVouchedForByNamed(X509Certificate[] chain, Check check) {
    try {
      List<X509Certificate> named = roots.named(chain);
      if (named.isEmpty()) {
        return false;
      }
      check.by(judgeOver(storeOf(named)));
      return true;
    } catch (CertificateException notByThese) {
      return false;
    }
  }

  private static KeyStore storeOf(List<X509Certificate> certificates) throws CertificateException {
    try {
      // The plainest there is; "JKS" and "PKCS12" load each other's classes.
      var store = KeyStore.getInstance("CaseExactJKS");
      store.load(null, null);
      for (X509Certificate certificate : certificates) {
        store.setCertificateEntry(String.valueOf(store.size()), certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException unusable) {
      throw new CertificateException(unusable);
    }
  }

  private synchronized X509ExtendedTrustManager judgeOverAll() throws CertificateException {
    if (judgeOverAll == null) {
      judgeOverAll = judgeOver(null);
    }
    return judgeOverAll;
  }

  /** The JDK's trust manager over the roots in {@code store}, or over all. */
  private static X509ExtendedTrustManager judgeOver(@Nullable KeyStore store)
      throws CertificateException {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager judge) {
          return judge;
        }
      }
      throw new CertificateException("the JDK has no trust manager");
    } catch (GeneralSecurityException unusable) {
      throw new CertificateException(unusable);
    }
  }
}
