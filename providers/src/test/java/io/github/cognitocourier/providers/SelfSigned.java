package io.github.cognitocourier.providers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for one host name, made by the JDK's keytool, and the two sides that know it. */
record SelfSigned(SSLContext server, SSLContext client) {

  private static final String PASSWORD = "changeit";

  static SelfSigned forHost(String host, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(host + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String[] command = {
      keytool,
      "-genkeypair",
      "-alias",
      "server",
      "-keyalg",
      "EC",
      "-groupname",
      "secp256r1",
      "-dname",
      "CN=" + host,
      "-ext",
      "san=dns:" + host,
      "-storetype",
      "PKCS12",
      "-keystore",
      file.toString(),
      "-storepass",
      PASSWORD
    };
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      store.load(input, PASSWORD.toCharArray());
    }
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    var server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);

    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    var client = SSLContext.getInstance("TLS");
    client.init(null, trust.getTrustManagers(), null);
    return new SelfSigned(server, client);
  }
}
