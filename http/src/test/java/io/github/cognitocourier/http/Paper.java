package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.DerBytes.bits;
import static io.github.cognitocourier.http.DerBytes.joined;
import static io.github.cognitocourier.http.DerBytes.objectId;
import static io.github.cognitocourier.http.DerBytes.octets;
import static io.github.cognitocourier.http.DerBytes.sequence;
import static io.github.cognitocourier.http.DerBytes.set;
import static io.github.cognitocourier.http.DerBytes.time;
import static io.github.cognitocourier.http.DerBytes.value;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A certificate and its key, made to measure: right, or wrong in one respect. */
record Paper(X509Certificate certificate, KeyPair keys) {

  static final String SERVER_AUTH = "2b06010505070301";
  static final String CLIENT_AUTH = "2b06010505070302";
  static final int DIGITAL_SIGNATURE = 0x80;
  static final int KEY_AGREEMENT = 0x08;
  private static final int CERTIFICATE_SIGNING = 0x04;

  private static final Map<String, byte[]> ECDSA =
      Map.of(
          "SHA1withECDSA", sequence(objectId("2a8648ce3d0401")),
          "SHA224withECDSA", sequence(objectId("2a8648ce3d040301")),
          "SHA256withECDSA", sequence(objectId("2a8648ce3d040302")));
  private static final byte[] RSA_SHA256 = sequence(objectId("2a864886f70d01010b"), value(0x05));
  private static final AtomicLong SERIAL = new AtomicLong(1000);

  /** A certificate of a server, good for a day, of these names. */
  static Draft server(byte[]... names) {
    var draft = new Draft("server");
    if (names.length > 0) {
      draft.extension("551d11", false, sequence(names));
    }
    return draft;
  }

  static Draft authority(String name) {
    return new Draft(name)
        .extension("551d13", true, sequence(value(0x01, new byte[] {-1})))
        .keyUsage(CERTIFICATE_SIGNING);
  }

  /** One with a certificate path of at most so many authorities below. */
  static Draft authority(String name, int below) {
    return new Draft(name)
        .extension(
            "551d13",
            true,
            sequence(value(0x01, new byte[] {-1}), value(0x02, new byte[] {(byte) below})))
        .keyUsage(CERTIFICATE_SIGNING);
  }

  static byte[] dns(String name) {
    return value(0x82, name.getBytes(ISO_8859_1));
  }

  static byte[] address(String literal) {
    return value(0x87, InetAddress.ofLiteral(literal).getAddress());
  }

  static byte[] mail(String name) {
    return value(0x81, name.getBytes(ISO_8859_1));
  }

  static byte[] uri(String name) {
    return value(0x86, name.getBytes(ISO_8859_1));
  }

  static KeyPair rsa(int bits) {
    return keys("RSA", bits);
  }

  private static KeyPair keys(String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException unsupported) {
      throw new IllegalStateException(unsupported);
    }
  }

  PrivateKey key() {
    return keys.getPrivate();
  }

  X509Certificate[] with(Paper... others) {
    return Stream.concat(Stream.of(this), Stream.of(others))
        .map(Paper::certificate)
        .toArray(X509Certificate[]::new);
  }

  /** What is still to be signed. */
  static final class Draft {

    private byte[] name;
    private KeyPair keys = Paper.keys("EC", 256);
    private String algorithm = "SHA256withECDSA";
    private Instant from = Instant.now().minus(Duration.ofHours(1));
    private Instant to = Instant.now().plus(Duration.ofDays(1));
    private final List<byte[]> extensions = new ArrayList<>();

    private Draft(String commonName) {
      name = name(commonName, 0x0c);
    }

    private static byte[] name(String commonName, int stringTag) {
      return sequence(
          attribute("55040a", value(stringTag, "Courier Tests".getBytes(UTF_8))),
          attribute("550403", value(stringTag, commonName.getBytes(UTF_8))));
    }

    private static byte[] attribute(String objectId, byte[] value) {
      return set(sequence(objectId(objectId), value));
    }

    Draft commonName(String commonName) {
      name = name(commonName, 0x0c);
      return this;
    }

    /** In a PrintableString: the same name for the JDK, but not the same bytes. */
    Draft printable(String commonName) {
      name = name(commonName, 0x13);
      return this;
    }

    Draft keys(KeyPair others) {
      keys = others;
      return this;
    }

    /** Unless the issuer's key is one of RSA. */
    Draft signed(String ecdsa) {
      algorithm = ecdsa;
      return this;
    }

    Draft valid(Duration sinceNow, Duration untilNow) {
      from = Instant.now().plus(sinceNow);
      to = Instant.now().plus(untilNow);
      return this;
    }

    Draft keyUsage(int bits) {
      int unused = Integer.numberOfTrailingZeros(bits);
      return extension("551d0f", true, value(0x03, new byte[] {(byte) unused, (byte) bits}));
    }

    Draft usage(String objectId) {
      return extension("551d25", false, sequence(objectId(objectId)));
    }

    Draft strangeExtension() {
      return extension("2a03047f", true, value(0x05));
    }

    private Draft extension(String objectId, boolean critical, byte[] content) {
      byte[] mark = critical ? value(0x01, new byte[] {-1}) : new byte[0];
      extensions.add(sequence(objectId(objectId), mark, octets(content)));
      return this;
    }

    Paper selfSigned() {
      return signed(name, keys.getPrivate());
    }

    Paper by(Paper issuer) {
      return signed(issuer.certificate().getSubjectX500Principal().getEncoded(), issuer.key());
    }

    private Paper signed(byte[] issuer, PrivateKey key) {
      boolean rsa = key.getAlgorithm().equals("RSA");
      byte[] identifier = rsa ? RSA_SHA256 : ECDSA.get(algorithm);
      byte[] content =
          sequence(
              value(0xa0, value(0x02, new byte[] {2})),
              value(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()),
              identifier,
              issuer,
              sequence(time(from), time(to)),
              name,
              keys.getPublic().getEncoded(),
              value(0xa3, sequence(joined(extensions.toArray(byte[][]::new)))));
      try {
        var signature = Signature.getInstance(rsa ? "SHA256withRSA" : algorithm);
        signature.initSign(key);
        signature.update(content);
        byte[] whole = sequence(content, identifier, bits(signature.sign()));
        var factory = CertificateFactory.getInstance("X.509");
        var certificate =
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(whole));
        return new Paper(certificate, keys);
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
