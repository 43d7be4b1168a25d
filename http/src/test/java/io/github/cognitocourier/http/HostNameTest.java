package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The oracle is the JDK's own look at a host's name below a public root, list of public suffixes
 * included.
 */
class HostNameTest {

  /** What registries have sold names below, somewhere. */
  private static final List<String> SECOND_LEVELS =
      List.of(
          "ac",
          "adm",
          "asn",
          "biz",
          "blogspot",
          "co",
          "com",
          "edu",
          "eu",
          "fin",
          "gen",
          "go",
          "gob",
          "gov",
          "gouv",
          "id",
          "idf",
          "in",
          "ind",
          "inf",
          "info",
          "int",
          "k12",
          "lib",
          "ltd",
          "me",
          "med",
          "mil",
          "mod",
          "muni",
          "name",
          "ne",
          "net",
          "nhs",
          "nic",
          "nom",
          "or",
          "org",
          "parliament",
          "plc",
          "police",
          "press",
          "pro",
          "pub",
          "sch",
          "school",
          "sci",
          "store",
          "tm",
          "tv",
          "uk",
          "us",
          "web");

  private static final List<String> TOP_LEVELS = List.of("aws", "com", "net", "org");

  private static List<List<String>> patternsAndHosts() {
    var pairs = new ArrayList<List<String>>();
    for (String top : TOP_LEVELS) {
      pairs.add(List.of("*." + top, "example." + top));
      for (String second : SECOND_LEVELS) {
        pairs.add(List.of("*." + second + "." + top, "example." + second + "." + top));
        pairs.add(List.of("*.a." + second + "." + top, "x.a." + second + "." + top));
      }
    }
    List<String> hosts = List.of("api.example.com", "localhost", "example.com", "127.0.0.1", "::1");
    for (String pattern :
        List.of(
            "api.example.com",
            "API.example.COM",
            "*.example.com",
            "*.com",
            "*",
            "*.",
            ".com",
            "",
            "api.example.com.",
            "api..com",
            ".api.example.com",
            "api.*.com",
            "a*.example.com",
            "*pi.example.com",
            "api.example.com\0",
            "-.example.com",
            "a_b.example.com",
            "localhost",
            "*.localhost",
            "127.0.0.1",
            "*.0.0.1",
            "\u212aey.example.com",
            "::1")) {
      hosts.forEach(host -> pairs.add(List.of(pattern, host)));
    }
    return pairs;
  }

  @Test
  void whoever_is_named_here_is_named_for_the_jdk_too() {
    int named = 0;
    for (List<String> pair : patternsAndHosts()) {
      String host = pair.getLast();
      X509Certificate certificate = certificate(Paper.dns(pair.getFirst()));
      if (HostName.isNamedBy(certificate, host)) {
        named++;
        assertThat(HostName.mayBeBelowPublicSuffix(host)).as("%s", pair).isFalse();
        assertThat(isNamedForJdk(host, certificate)).as("%s", pair).isTrue();
      }
    }
    assertThat(named).isGreaterThan(400);
  }

  @Test
  void below_a_flat_domain_the_jdk_allows_every_wildcard_that_we_allow() {
    for (String top : TOP_LEVELS) {
      X509Certificate certificate = certificate(Paper.dns("*.example." + top));
      assertThat(HostName.isNamedBy(certificate, "api.example." + top)).isTrue();
    }
  }

  @Test
  void below_other_domains_the_jdk_is_asked_because_we_know_no_suffixes() {
    X509Certificate certificate = certificate(Paper.dns("*.co.uk"));
    assertThat(HostName.isNamedBy(certificate, "example.co.uk")).isTrue();
    assertThat(isNamedForJdk("example.co.uk", certificate)).isFalse();
    assertThat(HostName.mayBeBelowPublicSuffix("example.co.uk")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api.example.co.uk", "example.io", "amazonaws.com.cn", "a.b.ck", "api.corp", "a."})
  void the_jdk_is_asked(String host) {
    assertThat(HostName.mayBeBelowPublicSuffix(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.sendgrid.com", "API.MAILGUN.NET", "localhost", "127.0.0.1", "::1"})
  void the_jdk_is_not_asked(String host) {
    assertThat(HostName.mayBeBelowPublicSuffix(host)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "fe80::1, fe80::1%1, true",
    "fe80::1, fe80::2%1, false",
    "127.0.0.1, 127.1, true",
    "127.0.0.1, 1.2.3.4.5, false",
    "127.0.0.1, ::ffff:127.0.0.1, true",
    "127.0.0.1, ':', false",
    "127.0.0.1, '', false"
  })
  void an_address_is_the_same_bytes(String named, String host, boolean same) {
    assertThat(HostName.isNamedBy(certificate(Paper.address(named)), host)).isEqualTo(same);
  }

  /** The letter that a Turkish I becomes in lower case, and the sign for Kelvin. */
  @Test
  void no_letter_outside_ascii_is_one_of_ascii() {
    var locale = Locale.getDefault();
    Locale.setDefault(Locale.of("tr"));
    try {
      X509Certificate certificate = certificate(Paper.dns("API.MAIL.EXAMPLE.COM"));
      assertThat(HostName.isNamedBy(certificate, "api.mail.example.com")).isTrue();
      assertThat(HostName.isNamedBy(certificate, "ap\u0131.ma\u0131l.example.com")).isFalse();
      assertThat(HostName.isNamedBy(certificate(Paper.dns("key.com")), "\u212aey.com")).isFalse();
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static X509Certificate certificate(byte[] name) {
    return Paper.server(name).selfSigned().certificate();
  }

  private static boolean isNamedForJdk(String host, X509Certificate certificate) {
    try {
      Class<?> checker = Class.forName("sun.security.util.HostnameChecker");
      Method match = checker.getMethod("match", String.class, X509Certificate.class, boolean.class);
      Object tls = checker.getMethod("getInstance", byte.class).invoke(null, (byte) 1);
      match.invoke(tls, host, certificate, true);
      return true;
    } catch (InvocationTargetException refused) {
      assertThat(refused).hasCauseInstanceOf(CertificateException.class);
      return false;
    } catch (ReflectiveOperationException changed) {
      throw new LinkageError(changed.getMessage(), changed);
    }
  }
}
