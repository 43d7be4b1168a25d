package io.github.cognitocourier.http;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS, the JDK's or another provider's, with the roots that the JVM trusts; not loaded before the
 * first connection needs it.
 */
final class TrustedTls implements Supplier<SSLSocketFactory> {

  private final @Nullable Provider provider;
  private @Nullable SSLSocketFactory sockets;

  /** {@code provider} null is the JDK's. */
  TrustedTls(@Nullable Provider provider) {
    this.provider = provider;
  }

  @Override
  public synchronized SSLSocketFactory get() {
    if (sockets == null) {
      sockets = context().getSocketFactory();
    }
    return sockets;
  }

  private SSLContext context() {
    try {
      SSLContext context =
          provider == null
              ? SSLContext.getInstance("TLS")
              : SSLContext.getInstance("TLS", provider);
      // No keys: another provider would look for the JVM's own if there were no list at all.
      context.init(new KeyManager[0], new TrustManager[] {TrustedRoots.ofJvm()}, null);
      return context;
    } catch (GeneralSecurityException withoutTls) {
      throw new IllegalStateException(withoutTls);
    }
  }
}
