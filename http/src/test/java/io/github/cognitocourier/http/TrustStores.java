package io.github.cognitocourier.http;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;

/** Files of roots as the JDK writes and reads them, and the properties that name one. */
final class TrustStores {

  static final char[] PASSWORD = "changeit".toCharArray();
  private static final String PROPERTY = "javax.net.ssl.trustStore";
  private static final String UNPROTECTED = "keystore.pkcs12.";

  private TrustStores() {}

  static Path cacerts() {
    return Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
  }

  /** A store of {@code type} with these certificates and, before them, those of {@code base}. */
  static Path written(Path file, String type, char[] password, KeyStore base, Paper... roots)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(type);
    store.load(null, null);
    for (String alias : Collections.list(base.aliases())) {
      store.setCertificateEntry(alias, base.getCertificate(alias));
    }
    for (Paper root : roots) {
      store.setCertificateEntry("own" + store.size(), root.certificate());
    }
    String algorithm = password == null ? "NONE" : "";
    System.setProperty(UNPROTECTED + "certProtectionAlgorithm", algorithm);
    System.setProperty(UNPROTECTED + "macAlgorithm", algorithm);
    try (var out = Files.newOutputStream(file)) {
      store.store(out, type.equals("JKS") ? PASSWORD : password);
    } finally {
      System.clearProperty(UNPROTECTED + "certProtectionAlgorithm");
      System.clearProperty(UNPROTECTED + "macAlgorithm");
    }
    return file;
  }

  static KeyStore empty() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("JKS");
    store.load(null, null);
    return store;
  }

  static KeyStore jdk() throws IOException, GeneralSecurityException {
    return read(cacerts(), null);
  }

  static KeyStore read(Path file, char[] password) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var input = Files.newInputStream(file)) {
      store.load(input, password);
    }
    return store;
  }

  /** What the JDK trusts of a store. */
  static Set<String> trusted(KeyStore store) throws GeneralSecurityException {
    var trusted = new HashSet<String>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate root) {
        trusted.add(hex(root.getEncoded()));
      }
    }
    return trusted;
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Something that is done while the JVM is told to trust {@code file}. */
  static <T> T whileTrusting(File file, Callable<T> task) throws Exception {
    System.setProperty(PROPERTY, file.getPath());
    try {
      return task.call();
    } finally {
      System.clearProperty(PROPERTY);
    }
  }
}
