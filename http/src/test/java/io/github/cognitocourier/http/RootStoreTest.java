package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.TrustStores.PASSWORD;
import static io.github.cognitocourier.http.TrustStores.hex;
import static io.github.cognitocourier.http.TrustStores.trusted;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store is read as the JDK reads it, or not at all. */
class RootStoreTest {

  private static final int MUTATIONS = 20_000;

  @TempDir private static Path folder;
  private static Paper one;
  private static Paper two;

  @BeforeAll
  static void makeRoots() {
    one = Paper.authority("One").selfSigned();
    two = Paper.authority("Two").selfSigned();
  }

  @Test
  void the_roots_of_the_jdk_are_those_that_the_jdk_finds() throws Exception {
    Path file = TrustStores.cacerts();
    assertThat(set(RootStore.certificates(file.toFile())).orElseThrow())
        .hasSizeGreaterThan(50)
        .isEqualTo(trusted(TrustStores.jdk()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void all_the_roots_of_the_jdk_are_found_in_either_form(String type) throws Exception {
    Path file = store("all." + type, type, null, TrustStores.jdk(), one);
    assertThat(set(RootStore.certificates(file.toFile())).orElseThrow())
        .isEqualTo(trusted(TrustStores.read(file, null)))
        .hasSizeGreaterThan(50)
        .contains(hex(one.certificate().getEncoded()));
  }

  @Test
  void an_encrypted_store_is_left_to_the_jdk() throws Exception {
    Path file = store("locked.p12", "PKCS12", PASSWORD, TrustStores.empty(), one);
    assertThat(RootStore.certificates(file.toFile())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void a_store_with_a_key_is_left_to_the_jdk(String type) throws Exception {
    var store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setKeyEntry("key", one.key(), PASSWORD, one.with());
    store.setCertificateEntry("root", two.certificate());
    Path file = folder.resolve("keys." + type);
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    assertThat(RootStore.certificates(file.toFile())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no store at all", "0\0", "0\u0080\0\0"})
  void anything_else_is_left_to_the_jdk(String content) {
    assertThat(RootStore.certificates(content.getBytes(ISO_8859_1))).isEmpty();
    assertThat(RootStore.certificates(folder.resolve("missing").toFile())).isEmpty();
  }

  /** Of two entries with one name the JDK trusts the second alone. */
  @Test
  void a_store_in_which_a_name_stands_twice_is_left_to_the_jdk() throws Exception {
    assertThat(readByUs("JKS", "own1", "own0", ISO_8859_1)).isEmpty();
    assertThat(readByJdk("JKS", "own1", "own0", ISO_8859_1)).hasSize(1);
    assertThat(readByUs("PKCS12", "own1", "OWN0", UTF_16BE)).isEmpty();
    assertThat(readByJdk("PKCS12", "own1", "OWN0", UTF_16BE)).hasSize(1);
  }

  /** The JDK looks for it in lower case, and does not find it. */
  @Test
  void a_jks_with_a_name_in_upper_case_is_left_to_the_jdk() throws Exception {
    assertThat(readByUs("JKS", "own1", "OWN1", ISO_8859_1)).isEmpty();
    assertThat(readByJdk("JKS", "own1", "OWN1", ISO_8859_1)).hasSize(1);
  }

  /** Oracle's mark, 2.16.840.1.113894.746875.1.1, becomes another attribute. */
  @Test
  void a_certificate_that_is_there_but_not_trusted_is_left_to_the_jdk() throws Exception {
    byte[] file = Files.readAllBytes(store("mark.p12", "PKCS12", null, TrustStores.empty(), one));
    byte[] mark = {0x60, (byte) 0x86, 0x48, 1, (byte) 0x86, (byte) 0xf9, 0x66};
    byte[] other = mark.clone();
    other[6] = 0x67;
    byte[] changed = replaced(file, mark, other);
    assertThat(RootStore.certificates(changed)).isEmpty();
    assertThat(loaded(changed).orElseThrow()).isEmpty();
  }

  /**
   * The one difference: the JDK refuses a whole store for one certificate that it cannot parse;
   * here the others are still good, and that one never is.
   */
  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void no_change_of_a_store_makes_a_certificate_trusted(String type) throws Exception {
    byte[] file =
        Files.readAllBytes(store("changed." + type, type, null, TrustStores.empty(), one, two));
    Set<String> original = set(RootStore.certificates(file)).orElseThrow();
    assertThat(original).hasSize(2);
    var random = new Random(20260101);
    int accepted = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = changed(file, random);
      Optional<Set<String>> ours = set(RootStore.certificates(changed));
      Optional<Set<String>> jdk = loaded(changed);
      if (ours.isPresent() && jdk.isPresent()) {
        accepted++;
        assertThat(ours).isEqualTo(jdk);
      } else if (ours.isPresent()) {
        assertThat(ours.get())
            .allMatch(certificate -> original.contains(certificate) || !isParsed(certificate));
      }
    }
    assertThat(accepted).isGreaterThan(MUTATIONS / 20);
  }

  /** At one place, so that one certificate at most is another. */
  private static byte[] changed(byte[] file, Random random) {
    byte[] changed = file.clone();
    int at = random.nextInt(changed.length);
    for (int i = at; i < Math.min(at + 1 + random.nextInt(2), changed.length); i++) {
      changed[i] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt();
            case 1 -> (byte) (changed[i] ^ (1 << random.nextInt(8)));
            default -> changed[random.nextInt(changed.length)];
          };
    }
    return changed;
  }

  private static boolean isParsed(String certificate) {
    byte[] bytes = HexFormat.of().parseHex(certificate);
    try {
      return CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes))
          != null;
    } catch (CertificateException malformed) {
      return false;
    }
  }

  private Optional<Set<String>> readByUs(String type, String alias, String other, Charset charset)
      throws Exception {
    return set(RootStore.certificates(renamed(type, alias, other, charset)));
  }

  private Set<String> readByJdk(String type, String alias, String other, Charset charset)
      throws Exception {
    return loaded(renamed(type, alias, other, charset)).orElseThrow();
  }

  private static byte[] renamed(String type, String alias, String other, Charset charset)
      throws Exception {
    Path file = store("alias." + type, type, null, TrustStores.empty(), one, two);
    return replaced(Files.readAllBytes(file), alias.getBytes(charset), other.getBytes(charset));
  }

  private static byte[] replaced(byte[] bytes, byte[] old, byte[] now) {
    String replaced =
        new String(bytes, ISO_8859_1)
            .replace(new String(old, ISO_8859_1), new String(now, ISO_8859_1));
    byte[] result = replaced.getBytes(ISO_8859_1);
    assertThat(result).isNotEqualTo(bytes);
    return result;
  }

  private static Path store(
      String name, String type, char[] password, KeyStore base, Paper... roots) throws Exception {
    return TrustStores.written(folder.resolve(name), type, password, base, roots);
  }

  /** What the JDK trusts of these bytes; empty when it refuses them. */
  private static Optional<Set<String>> loaded(byte[] file) throws GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try {
      store.load(new ByteArrayInputStream(file), null);
      return Optional.of(trusted(store));
    } catch (IOException | CertificateException | RuntimeException refused) {
      return Optional.empty();
    }
  }

  /** As the JDK knows them: a certificate ends where its outermost value does. */
  private static Optional<Set<String>> set(Optional<List<byte[]>> certificates) {
    return certificates.map(found -> found.stream().map(TrustStores::hex).collect(toSet()));
  }
}
