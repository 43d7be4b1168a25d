package io.github.cognitocourier.lambda;

import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/**
 * TLS and cryptography by BoringSSL, where its native library lies beside the function. The JVM's
 * own is as good, but takes longer: most of all when it starts.
 *
 * @see <a href="https://github.com/google/conscrypt">Conscrypt</a>
 */
final class BoringSsl {

  /** What an operator should know where it is missing. */
  static final String MISSING =
      "The zip has no native cryptography for this processor, and works without; messages take"
          + " longer, the first one most. Build it with ./courier package --architecture "
          + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64")
          + ".";

  private BoringSsl() {}

  /** Not registered with the JVM: who wants it is given it. Empty without the library. */
  static Optional<Provider> load() {
    try {
      // The JDK judges certificates.
      return Optional.of(Conscrypt.newProviderBuilder().provideTrustManager(false).build());
    } catch (LinkageError | RuntimeException noLibrary) {
      return Optional.empty();
    }
  }
}
