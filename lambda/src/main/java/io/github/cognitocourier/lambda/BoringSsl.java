package io.github.cognitocourier.lambda;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.conscrypt.OpenSSLAeadCipherAES;
import org.conscrypt.OpenSSLContextImpl;
import org.conscrypt.OpenSSLECKeyFactory;
import org.conscrypt.OpenSSLMac;
import org.conscrypt.OpenSSLMessageDigestJDK;
import org.conscrypt.OpenSSLSignature;
import org.jspecify.annotations.Nullable;

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
      offer("SSLContext", "TLS", OpenSSLContextImpl.TLSv13::new);
      offer("Cipher", "AES/GCM/NoPadding", OpenSSLAeadCipherAES.GCM::new);
      offer("KeyFactory", "EC", OpenSSLECKeyFactory::new);
      offer("Signature", "SHA256withECDSA", OpenSSLSignature.SHA256ECDSA::new);
      offer("Signature", "SHA384withECDSA", OpenSSLSignature.SHA384ECDSA::new);
      offer("MessageDigest", "SHA-256", OpenSSLMessageDigestJDK.SHA256::new);
      offer("MessageDigest", "SHA-384", OpenSSLMessageDigestJDK.SHA384::new);
      offer("MessageDigest", "SHA-512", OpenSSLMessageDigestJDK.SHA512::new);
      offer("Mac", "HmacSHA256", OpenSSLMac.HmacSHA256::new);
      offer("Mac", "HmacSHA384", OpenSSLMac.HmacSHA384::new);
      offer("Mac", "HmacSHA512", OpenSSLMac.HmacSHA512::new);
    }

    private void offer(String type, String algorithm, Maker maker) {
      putService(new Offered(this, type, algorithm, maker));
    }
  }

  /** Makes what does the work of a service. */
  @FunctionalInterface
  private interface Maker {

    Object make() throws GeneralSecurityException;
  }

  /** One of them, made without the reflection that a class's name would take. */
  private static final class Offered extends Provider.Service {

    private final Maker maker;

    Offered(Provider provider, String type, String algorithm, Maker maker) {
      super(provider, type, algorithm, "org.conscrypt", null, null);
      this.maker = maker;
    }

    @Override
    public Object newInstance(@Nullable Object noParameter) throws NoSuchAlgorithmException {
      try {
        return maker.make();
      } catch (GeneralSecurityException missing) {
        throw new NoSuchAlgorithmException(missing);
      }
    }
  }
}
