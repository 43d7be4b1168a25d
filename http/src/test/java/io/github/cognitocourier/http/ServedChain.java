package io.github.cognitocourier.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows every client a chain as it is: the JDK's own key manager would be choosy. */
final class ServedChain extends X509ExtendedKeyManager {

  private X509Certificate[] chain;
  private PrivateKey key;

  private ServedChain(PrivateKey key, X509Certificate[] chain) {
    become(key, chain);
  }

  static SSLContext of(PrivateKey key, X509Certificate... chain) {
    return new ServedChain(key, chain).context();
  }

  static ServedChain of(Paper leaf) {
    return new ServedChain(leaf.key(), leaf.with());
  }

  /** Another from now on. */
  synchronized void become(PrivateKey otherKey, X509Certificate... otherChain) {
    key = otherKey;
    chain = otherChain;
  }

  SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {this}, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public synchronized String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return keyType.equals(key.getAlgorithm()) ? "server" : null;
  }

  @Override
  public synchronized X509Certificate[] getCertificateChain(String alias) {
    return chain;
  }

  @Override
  public synchronized PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {"server"};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
