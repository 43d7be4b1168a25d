package io.github.cognitocourier.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for one host name, signed by an authority that nobody else knows, as vendors'
 * certificates are signed by one that everybody knows: RSA, a chain of two.
 *
 * @param authority who signed it
 * @param server shows it
 * @param client trusts its authority, and no other
 */
public record LocalCertificate(Certificate authority, SSLContext server, SSLContext client) {

  private static final String PASSWORD = "changeit";

  /**
   * Makes one with this JDK's keytool.
   *
   * @param folder keeps a file with the keys
   */
  public static LocalCertificate forHost(String host, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(host + ".p12");
    keytool(file, "root", "CN=Root of " + host, "-ext", "bc:c");
    keytool(file, "server", "CN=" + host, "-ext", "san=dns:" + host, "-signer", "root");
    KeyStore made = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    Certificate authority = made.getCertificate("root");

    // The server shows its own certificate: a store with the authority's key would let it choose.
    KeyStore own = empty();
    Key key = made.getKey("server", PASSWORD.toCharArray());
    own.setKeyEntry("server", key, PASSWORD.toCharArray(), made.getCertificateChain("server"));
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD.toCharArray());
    var server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);

    KeyStore trusted = empty();
    trusted.setCertificateEntry("root", authority);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    var client = SSLContext.getInstance("TLS");
    client.init(null, trust.getTrustManagers(), null);
    return new LocalCertificate(authority, server, client);
  }

  /**
   * Writes {@code file}: the authorities of {@code roots}, in its own format, and this one. It
   * opens without a password, as a JDK's own does.
   */
  public void writeTrustStore(Path roots, Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(roots.toFile(), PASSWORD.toCharArray());
    store.setCertificateEntry("cognito-courier", authority);
    // PKCS #12 encrypts certificates when it has a password; JKS never does, and insists on one.
    char[] password = store.getType().equalsIgnoreCase("JKS") ? PASSWORD.toCharArray() : null;
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void keytool(Path file, String alias, String name, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name));
    command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }
}
