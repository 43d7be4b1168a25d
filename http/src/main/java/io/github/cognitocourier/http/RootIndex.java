package io.github.cognitocourier.http;

import io.github.cognitocourier.http.Der.Malformed;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Root certificates, unparsed, with their subjects. Immutable.
 *
 * <p>A name is the same here when it is the same bytes, as an authority has to write its name in
 * all that it issues. The JDK looks past letter case, spaces and the kind of string; who needs that
 * is not found here, and left to it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.6">RFC 5280, 4.1.2.6</a>
 */
final class RootIndex {

  static final RootIndex EMPTY = new RootIndex(List.of());

  private record Root(Der subject, Der certificate) {}

  private final List<Root> roots;

  private RootIndex(List<Root> roots) {
    this.roots = roots;
  }

  /** Empty, if one of them is no certificate: then the JDK shall say so. */
  static RootIndex of(List<byte[]> certificates) {
    var roots = new ArrayList<Root>(certificates.size());
    try {
      for (byte[] bytes : certificates) {
        Der certificate = Der.of(bytes);
        roots.add(new Root(subject(certificate), certificate));
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
    var names = new ArrayList<byte[]>();
    for (X509Certificate certificate : chain) {
      names.add(certificate.getIssuerX500Principal().getEncoded());
      names.add(certificate.getSubjectX500Principal().getEncoded());
    }
    var found = new ArrayList<X509Certificate>();
    for (Root root : roots) {
      for (byte[] name : names) {
        if (root.subject().isWhole(name)) {
          found.add(parsed(root.certificate()));
          break;
        }
      }
    }
    return found;
  }

  private static X509Certificate parsed(Der certificate) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.whole()));
  }
}
