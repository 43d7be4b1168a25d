package io.github.cognitocourier.http;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a certificate was issued for a host, by its subject alternative names alone.
 *
 * <p>A DNS name must be the host's, letter case aside; its first label may be {@code *}, which
 * stands for exactly one label, when at least two more follow. An IP address must be the same
 * bytes. Stricter than the JDK's check, which also looks at the common name, at a {@code *} within
 * a label and above a single one, at names that are no host names, and past a dot at the end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9525#section-6">RFC 9525, 6</a>
 */
final class HostName {

  private static final int DNS = 2;
  private static final int IP_ADDRESS = 7;

  /** Below these every name of two labels belongs to somebody: no wildcard can span owners. */
  private static final Set<String> FLAT_DOMAINS = Set.of("aws", "com", "net", "org");

  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern WILDCARD = Pattern.compile("\\*(\\." + LABEL + "){2,}");

  private HostName() {}

  /**
   * Whether only a list of public suffixes can tell if a {@code *} is allowed here: one over {@code
   * co.uk} is not. The JDK has that list, and parses all of its roots before it looks at it.
   */
  static boolean mayBeBelowPublicSuffix(String host) {
    return !isAddress(host)
        && host.indexOf('.') >= 0
        && !FLAT_DOMAINS.contains(lower(host.substring(host.lastIndexOf('.') + 1)));
  }

  /** {@code host} is a name in ASCII or a literal IP address, without brackets. */
  static boolean isNamedBy(X509Certificate certificate, String host) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null && names.stream().anyMatch(name -> matches(name, host));
    } catch (CertificateParsingException unreadable) {
      return false;
    }
  }

  private static boolean matches(List<?> name, String host) {
    if (!(name.get(0) instanceof Integer type) || !(name.get(1) instanceof String value)) {
      return false;
    }
    if (isAddress(host)) {
      return type == IP_ADDRESS && isSameAddress(value, host);
    }
    return type == DNS && NAME.matcher(host).matches() && matches(value, host);
  }

  private static boolean matches(String pattern, String host) {
    if (NAME.matcher(pattern).matches()) {
      return lower(pattern).equals(lower(host));
    }
    int dot = host.indexOf('.');
    return dot > 0
        && WILDCARD.matcher(pattern).matches()
        && lower(pattern.substring(1)).equals(lower(host.substring(dot)));
  }

  private static boolean isSameAddress(String value, String host) {
    try {
      return InetAddress.ofLiteral(value).equals(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  /** No top-level domain is a number, and no name has a colon. */
  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
