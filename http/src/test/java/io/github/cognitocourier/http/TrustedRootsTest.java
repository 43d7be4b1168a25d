package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.Paper.authority;
import static io.github.cognitocourier.http.Paper.dns;
import static io.github.cognitocourier.http.Paper.server;
import static io.github.cognitocourier.http.TrustStores.PASSWORD;
import static io.github.cognitocourier.http.Verdicts.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the JVM is told to trust, the JDK's own trust manager is the measure. */
class TrustedRootsTest {

  private static final String STORE = "javax.net.ssl.trustStore";

  @TempDir private static Path folder;
  private static Paper root;
  private static Paper leaf;
  private static Path jks;
  private static Path open;
  private static Path locked;
  private static Path unrelated;

  @BeforeAll
  static void makeStores() throws Exception {
    root = authority("Known root").selfSigned();
    leaf = server(dns(HOST)).by(root);
    KeyStore none = TrustStores.empty();
    jks = TrustStores.written(folder.resolve("roots.jks"), "JKS", null, none, root);
    open = TrustStores.written(folder.resolve("open.p12"), "PKCS12", null, none, root);
    unrelated =
        TrustStores.written(
            folder.resolve("unrelated"), "JKS", null, none, authority("Other").selfSigned());
    locked = TrustStores.written(folder.resolve("locked.p12"), "PKCS12", PASSWORD, none, root);
  }

  @AfterEach
  void forget() {
    Stream.of("", "Type", "Provider", "Password").forEach(end -> System.clearProperty(STORE + end));
  }

  @Test
  void every_kind_of_store_is_trusted_as_the_jdk_trusts_it() throws Exception {
    assertThat(verdict(Map.of())).as("the JDK's own roots").isFalse();
    assertThat(verdict(named(jks))).isTrue();
    assertThat(verdict(named(open))).isTrue();
    assertThat(verdict(named(open, "Type", "JKS"))).isTrue();
    assertThat(verdict(named(open, "Type", "CaseExactJKS"))).as("the wrong type").isFalse();
    assertThat(verdict(named(jks, "Type", "JCEKS"))).isTrue();
    assertThat(verdict(named(jks, "Provider", "SUN", "Type", "JKS"))).isTrue();
    assertThat(verdict(named(jks, "Provider", "none such"))).isFalse();
    assertThat(verdict(named(locked))).as("no password").isFalse();
    assertThat(verdict(named(locked, "Password", "changeit"))).isTrue();
    assertThat(verdict(named(locked, "Password", "wrong"))).isFalse();
    assertThat(verdict(named(jks, "Password", "changeit"))).isTrue();
    assertThat(verdict(named(jks, "Password", "wrong"))).isFalse();
    assertThat(verdict(Map.of("", "NONE"))).isFalse();
  }

  @Test
  void a_store_may_be_named_relative_to_the_working_directory_and_may_be_missing()
      throws Exception {
    Path relative = Path.of("").toAbsolutePath().relativize(jks.toAbsolutePath());
    assertThat(verdict(named(relative))).isTrue();
    assertThat(verdict(named(folder))).as("a folder").isFalse();
    assertThat(verdict(named(folder.resolve("missing")))).isFalse();
    assertThat(verdict(Map.of("", ""))).isFalse();
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(verdict(named(empty))).isFalse();
    Path nobody = TrustStores.written(folder.resolve("nobody"), "JKS", null, TrustStores.empty());
    assertThat(verdict(named(nobody))).isFalse();
  }

  /** Where the file that is named is missing, the JDK takes its own, and so do we. */
  @Test
  void the_file_is_the_one_that_the_jdk_takes() {
    assertThat(RootFile.ofJvm()).contains(TrustStores.cacerts().toFile());
    System.setProperty(STORE, folder.resolve("missing").toString());
    assertThat(RootFile.ofJvm()).contains(TrustStores.cacerts().toFile());
    System.setProperty(STORE, "");
    assertThat(RootFile.ofJvm()).contains(TrustStores.cacerts().toFile());
    System.setProperty(STORE, jks.toString());
    assertThat(RootFile.ofJvm()).contains(jks.toFile());
    System.setProperty(STORE, "NONE");
    assertThat(RootFile.ofJvm()).isEmpty();
  }

  @Test
  void two_roots_of_one_name_are_both_trusted() throws Exception {
    Paper other = authority("Known root").selfSigned();
    Path both = store("both", root, other);
    assertThat(verdict(named(both))).isTrue();
    assertThat(verdict(named(both), server(dns(HOST)).by(other))).isTrue();
    assertThat(verdict(named(jks), server(dns(HOST)).by(other))).isFalse();
  }

  @Test
  void a_certificate_of_a_server_is_trusted_when_it_is_in_the_store_itself() throws Exception {
    Paper own = server(dns(HOST)).selfSigned();
    assertThat(verdict(named(store("own", own)), own)).isTrue();
    assertThat(verdict(named(store("leaf", leaf)), leaf)).isTrue();
    Paper elsewhere = server(dns("other.example")).selfSigned();
    assertThat(verdict(named(store("elsewhere", elsewhere)), elsewhere)).isFalse();
  }

  @Test
  void a_root_that_is_no_authority_or_has_expired_is_what_it_is_for_the_jdk() throws Exception {
    Paper no = server().commonName("No authority").selfSigned();
    assertThat(verdict(named(store("no", no)), server(dns(HOST)).by(no))).isFalse();
    Duration day = Duration.ofDays(1);
    Paper old = authority("Old").valid(day.multipliedBy(-9), day.negated()).selfSigned();
    assertThat(verdict(named(store("old", old)), server(dns(HOST)).by(old))).isTrue();
  }

  private boolean verdict(Map<String, String> properties) throws Exception {
    return verdict(properties, leaf);
  }

  /** Ours, which is the JDK's. */
  private boolean verdict(Map<String, String> properties, Paper shown) throws Exception {
    forgetWithTheJdk();
    properties.forEach((end, value) -> System.setProperty(STORE + end, value));
    try (var peer = new Peer(shown, shown.with())) {
      boolean byUs = peer.isTrustedByUs(HOST);
      forgetWithTheJdk();
      properties.forEach((end, value) -> System.setProperty(STORE + end, value));
      assertThat(byUs).isEqualTo(isTrustedByJdk(peer));
      return byUs;
    }
  }

  /**
   * The JDK keeps the roots of the store before, and takes them for those of a store it refused.
   */
  private void forgetWithTheJdk() throws Exception {
    forget();
    System.setProperty(STORE, unrelated.toString());
    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
        .init((KeyStore) null);
    forget();
  }

  private static boolean isTrustedByJdk(Peer peer) throws Exception {
    try {
      return peer.isTrustedByJdk((KeyStore) null, HOST);
    } catch (java.security.GeneralSecurityException unusable) {
      return false;
    }
  }

  private static Path store(String name, Paper... roots) throws Exception {
    return TrustStores.written(folder.resolve(name), "JKS", null, TrustStores.empty(), roots);
  }

  private static Map<String, String> named(Path store, String... others) {
    var properties = new HashMap<>(Map.of("", store.toString()));
    for (int i = 0; i < others.length; i += 2) {
      properties.put(others[i], others[i + 1]);
    }
    return properties;
  }
}
