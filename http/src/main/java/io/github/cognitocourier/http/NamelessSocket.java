package io.github.cognitocourier.http;

import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A socket in its handshake as the JDK's trust manager sees it, which asks it for two things: its
 * session, and its parameters, to see whether they limit algorithms or want the host's name checked
 * by the JDK. Ours limit none, and the name is checked by {@link TrustedRoots}. Conscrypt writes
 * the host's name into the parameters each time, and the JDK's class for such a name loads tables
 * of Unicode: ten milliseconds of a cold start.
 */
final class NamelessSocket extends SSLSocket {

  private final SSLSession session;

  /** {@code session} is the one that is being negotiated. */
  NamelessSocket(SSLSession session) {
    this.session = session;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public SSLSession getHandshakeSession() {
    return session;
  }

  @Override
  public SSLParameters getSSLParameters() {
    return new SSLParameters();
  }

  @Override
  public SSLSession getSession() {
    throw unused();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    throw unused();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    throw unused();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    throw unused();
  }

  @Override
  public String[] getSupportedProtocols() {
    throw unused();
  }

  @Override
  public String[] getEnabledProtocols() {
    throw unused();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    throw unused();
  }

  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    throw unused();
  }

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    throw unused();
  }

  @Override
  public void startHandshake() {
    throw unused();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    throw unused();
  }

  @Override
  public boolean getUseClientMode() {
    throw unused();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    throw unused();
  }

  @Override
  public boolean getNeedClientAuth() {
    throw unused();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    throw unused();
  }

  @Override
  public boolean getWantClientAuth() {
    throw unused();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    throw unused();
  }

  @Override
  public boolean getEnableSessionCreation() {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("only its session and its parameters are of use");
  }
}
