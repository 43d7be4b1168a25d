package io.github.cognitocourier.http;

import java.io.File;
import java.security.KeyStore;
import java.security.Security;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which file holds the roots that the JVM trusts, by the rules of JSSE's default trust manager:
 * {@code javax.net.ssl.trustStore}, else the JDK's {@code jssecacerts}, else its {@code cacerts}.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/25/security/java-secure-socket-extension-jsse-reference-guide.html">
 *     JSSE Reference Guide, The Default Keystores, Truststores, and Passwords</a>
 */
final class RootFile {

  private static final String STORE = "javax.net.ssl.trustStore";

  /** Under either name the JDK reads both forms, as long as {@code keystore.type.compat} holds. */
  private static final Set<String> TYPES = Set.of("pkcs12", "jks");

  private RootFile() {}

  /**
   * The file; empty when only the JDK can tell what is trusted: a store that is no file, of another
   * type or another provider, or one whose password the JDK is to verify.
   */
  static Optional<File> ofJvm() {
    String type = System.getProperty(STORE + "Type", KeyStore.getDefaultType());
    if (!TYPES.contains(type.toLowerCase(Locale.ROOT))
        || !"true".equalsIgnoreCase(Security.getProperty("keystore.type.compat"))
        || !System.getProperty(STORE + "Provider", "").isEmpty()
        || !System.getProperty(STORE + "Password", "").isEmpty()) {
      return Optional.empty();
    }
    File folder = new File(System.getProperty("java.home"), "lib/security");
    String named = System.getProperty(STORE, new File(folder, "jssecacerts").getPath());
    return named.equals("NONE")
        ? Optional.empty()
        : Stream.of(new File(named), new File(folder, "cacerts"))
            .filter(file -> file.isFile() && file.canRead())
            .findFirst();
  }
}
