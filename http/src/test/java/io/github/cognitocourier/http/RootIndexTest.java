package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All the roots that a chain names. */
class RootIndexTest {

  @Test
  void each_root_of_the_jdk_is_found_by_its_name_with_all_its_namesakes() throws Exception {
    var store = TrustStores.jdk();
    List<X509Certificate> roots =
        Collections.list(store.aliases()).stream().map(alias -> certificate(store, alias)).toList();
    RootIndex index = index(roots.toArray(X509Certificate[]::new));
    assertThat(roots).hasSizeGreaterThan(50);
    for (X509Certificate root : roots) {
      assertThat(index.named(new X509Certificate[] {root}))
          .containsExactlyInAnyOrderElementsOf(
              roots.stream()
                  .filter(other ->
                      other.getSubjectX500Principal().equals(root.getSubjectX500Principal())
                          || other.getSubjectX500Principal().equals(root.getIssuerX500Principal()))
                  .toList());
    }
  }

  /** Then it is not found here, and the JDK is asked over all roots. */
  @ParameterizedTest
  @ValueSource(strings = {"KNOWN ROOT", "  known   Root ", "Known roots", "Known rooT"})
  void a_name_in_another_spelling_is_another(String other) throws Exception {
    Paper root = Paper.authority("Known root").selfSigned();
    Paper spelled = Paper.authority(other).selfSigned();
    assertThat(index(root.with()).named(Paper.server().by(spelled).with())).isEmpty();
    assertThat(index(root.with()).named(Paper.server().by(root).with()))
        .containsExactly(root.certificate());
  }

  @Test
  void a_name_in_another_kind_of_string_is_another() throws Exception {
    Paper root = Paper.authority("Known root").selfSigned();
    Paper printable = Paper.authority("").printable("Known root").selfSigned();
    assertThat(index(root.with()).named(printable.with())).isEmpty();
  }

  @Test
  void a_chain_may_name_several_and_none_twice() throws Exception {
    Paper one = Paper.authority("One").selfSigned();
    Paper again = Paper.authority("One").selfSigned();
    Paper two = Paper.authority("Two").selfSigned();
    Paper three = Paper.authority("Three").selfSigned();
    RootIndex index = index(one.with(again, two, three));
    assertThat(index.named(Paper.server().by(one).with(one, two)))
        .containsExactlyInAnyOrder(one.with(again, two));
    assertThat(index.named(Paper.server().selfSigned().with())).isEmpty();
  }

  /** That is the point of it; and where one is named that cannot be parsed, the JDK is asked. */
  @Test
  void a_root_that_no_chain_names_is_not_parsed() throws Exception {
    Paper good = Paper.authority("Good").selfSigned();
    Paper bad = Paper.authority("Bad").selfSigned();
    String dateless =
        TrustStores.hex(bad.certificate().getEncoded()).replace("180f3230", "180f7878");
    byte[] broken = HexFormat.of().parseHex(dateless);
    RootIndex index = RootIndex.of(List.of(good.certificate().getEncoded(), broken));
    assertThat(index.named(good.with())).containsExactly(good.certificate());
    assertThatThrownBy(() -> index.named(bad.with())).isInstanceOf(CertificateException.class);
  }

  @Test
  void what_is_no_certificate_leaves_everything_to_the_jdk() throws Exception {
    Paper good = Paper.authority("Good").selfSigned();
    byte[] cut = Arrays.copyOf(good.certificate().getEncoded(), 40);
    for (byte[] bad : List.of(new byte[0], new byte[] {0x30, 0}, cut, new byte[] {0x1f, 0})) {
      RootIndex index = RootIndex.of(List.of(good.certificate().getEncoded(), bad));
      assertThat(index.named(good.with())).isEmpty();
    }
  }

  private static RootIndex index(X509Certificate... roots) {
    return RootIndex.of(Stream.of(roots).map(RootIndexTest::encoded).toList());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static X509Certificate certificate(KeyStore store, String alias) {
    try {
      return (X509Certificate) store.getCertificate(alias);
    } catch (KeyStoreException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
