package io.github.cognitocourier.lambda;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.net.ssl.SSLContext;

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
      var services = new Services();
      // Nothing else here would notice that the library is not there.
      SSLContext _ = SSLContext.getInstance("TLS", services);
      return Optional.of(services);
    } catch (LinkageError | RuntimeException | GeneralSecurityException noLibrary) {
      return Optional.empty();
    }
  }

  /**
   * Those of Conscrypt's services that a delivery uses. Its own provider names some three hundred,
   * and reads its version from a file: a tenth of the time in which a cold function starts.
   */
  private static final class Services extends Provider {

    private static final long serialVersionUID = 1;

    Services() {
      super("BoringSSL", "1", "TLS and cryptography of a delivery, by Conscrypt");
      put("SSLContext.TLS", "org.conscrypt.OpenSSLContextImpl$TLSv13");
      put("Cipher.AES/GCM/NoPadding", "org.conscrypt.OpenSSLAeadCipherAES$GCM");
      put("KeyFactory.EC", "org.conscrypt.OpenSSLECKeyFactory");
      put("Signature.SHA256withECDSA", "org.conscrypt.OpenSSLSignature$SHA256ECDSA");
      put("Signature.SHA384withECDSA", "org.conscrypt.OpenSSLSignature$SHA384ECDSA");
      put("MessageDigest.SHA-256", "org.conscrypt.OpenSSLMessageDigestJDK$SHA256");
      put("MessageDigest.SHA-384", "org.conscrypt.OpenSSLMessageDigestJDK$SHA384");
      put("MessageDigest.SHA-512", "org.conscrypt.OpenSSLMessageDigestJDK$SHA512");
      put("Mac.HmacSHA256", "org.conscrypt.OpenSSLMac$HmacSHA256");
      put("Mac.HmacSHA384", "org.conscrypt.OpenSSLMac$HmacSHA384");
      put("Mac.HmacSHA512", "org.conscrypt.OpenSSLMac$HmacSHA512");
    }
  }
}
