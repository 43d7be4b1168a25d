package io.github.cognitocourier.http;

import io.github.cognitocourier.http.Der.Malformed;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Root certificates, unparsed, by their subjects. Immutable.
 *
 * <p>Two names are the same when the JDK says so: it looks past letter case, spaces, and the kind
 * of string. That comparison takes time, too, so a sum comes first that is the same for all
 * spellings of a name in ASCII; names with other characters are compared one by one.
 */
final class RootIndex {

  static final RootIndex EMPTY = new RootIndex(Map.of());

  /** Stands for a name that is not all ASCII. */
  private static final int NOT_ASCII = -1;

  private record Root(Der subject, Der certificate) {}

  private final Map<Integer, List<Root>> roots;

  private RootIndex(Map<Integer, List<Root>> roots) {
    this.roots = roots;
  }

  /** Empty, if one of them is no certificate: then the JDK shall say so. */
  static RootIndex of(List<byte[]> certificates) {
    var roots = new HashMap<Integer, List<Root>>();
    try {
      for (byte[] bytes : certificates) {
        Der certificate = Der.of(bytes);
        Der subject = subject(certificate);
        roots
            .computeIfAbsent(sum(subject), _ -> new ArrayList<>(1))
            .add(new Root(subject, certificate));
      }
      return new RootIndex(roots);
    } catch (Malformed notACertificate) {
      return EMPTY;
    }
  }

  /** Version (optional), serial number, algorithm, issuer, validity, subject. */
  private static Der subject(Der certificate) throws Malformed {
    Der tbs = certificate.require(Der.SEQUENCE).child(0, Der.SEQUENCE);
    int version = tbs.child(0).tag() == Der.context(0) ? 1 : 0;
    return tbs.child(version + 4).require(Der.SEQUENCE);
  }

  /** All the roots that are an issuer or a subject in the chain, parsed. */
  List<X509Certificate> named(X509Certificate[] chain) throws CertificateException {
    var names = new LinkedHashSet<X500Principal>();
    for (X509Certificate certificate : chain) {
      names.add(certificate.getIssuerX500Principal());
      names.add(certificate.getSubjectX500Principal());
    }
    var found = new ArrayList<X509Certificate>();
    try {
      for (Root root : candidates(names)) {
        if (names.contains(new X500Principal(root.subject().whole()))) {
          found.add(parsed(root.certificate()));
        }
      }
    } catch (Malformed | IllegalArgumentException notAName) {
      throw new CertificateException(notAName);
    }
    return found;
  }

  private List<Root> candidates(Set<X500Principal> names) throws Malformed {
    var sums = new LinkedHashSet<Integer>(Set.of(NOT_ASCII));
    for (X500Principal name : names) {
      int sum = sum(Der.of(name.getEncoded()));
      if (sum == NOT_ASCII) {
        sums.addAll(roots.keySet());
      }
      sums.add(sum);
    }
    var candidates = new ArrayList<Root>();
    sums.forEach(sum -> candidates.addAll(roots.getOrDefault(sum, List.of())));
    return candidates;
  }

  /** Over letters and digits alone, in any order and in either case. */
  private static int sum(Der name) throws Malformed {
    int sum = 0;
    for (Der relative : name.children()) {
      for (Der attribute : relative.children()) {
        for (byte octet : attribute.child(1).content()) {
          if (octet < 0) {
            return NOT_ASCII;
          }
          int letter = Character.toLowerCase(octet);
          sum += Character.isLetterOrDigit(letter) ? letter * letter * letter : 0;
        }
      }
    }
    return sum & Integer.MAX_VALUE;
  }

  private static X509Certificate parsed(Der certificate) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.whole()));
  }
}
