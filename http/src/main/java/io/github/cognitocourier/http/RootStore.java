package io.github.cognitocourier.http;

import io.github.cognitocourier.http.Der.Malformed;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of roots, read without parsing one certificate in it: in the form that OpenJDK ships (PKCS
 * #12 without a password) or the older one (JKS), which Linux distributions make. Any other file,
 * an encrypted one, one with keys in it, or one in which a name stands twice, is left to the JDK.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7292">RFC 7292</a>
 */
final class RootStore {

  private static final int JKS = 0xfeedfeed;
  private static final int JKS_VERSION = 2;
  private static final int JKS_TRUSTED = 2;
  private static final int JKS_DIGEST_LENGTH = 20;
  private static final int LONGEST_CERTIFICATE = 64 * 1024;

  private static final byte[] PKCS12_VERSION = {3};
  private static final byte[] DATA = objectId("2a864886f70d010701");
  private static final byte[] CERTIFICATE_BAG = objectId("2a864886f70d010c0a0103");
  private static final byte[] X509 = objectId("2a864886f70d01091601");
  private static final byte[] FRIENDLY_NAME = objectId("2a864886f70d010914");

  /** Oracle's mark of a certificate that is trusted, and not merely there. */
  private static final byte[] TRUSTED_KEY_USAGE = objectId("6086480186f966adca7b0101");

  private final List<byte[]> certificates = new ArrayList<>();
  private final Set<String> aliases = new HashSet<>();

  private RootStore() {}

  /** The certificates in {@code file}, in DER; empty when it has to be left to the JDK. */
  static Optional<List<byte[]>> certificates(File file) {
    try {
      return certificates(Files.readAllBytes(file.toPath()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  static Optional<List<byte[]>> certificates(byte[] file) {
    var store = new RootStore();
    try {
      if (isJks(file)) {
        store.readJks(file);
      } else {
        store.readPkcs12(file);
      }
      return Optional.of(store.certificates);
    } catch (IOException | Malformed notOurs) {
      return Optional.empty();
    }
  }

  private static boolean isJks(byte[] file) throws IOException {
    return file.length > Integer.BYTES
        && new DataInputStream(new ByteArrayInputStream(file)).readInt() == JKS;
  }

  private void readJks(byte[] file) throws IOException, Malformed {
    var input = new DataInputStream(new ByteArrayInputStream(file));
    input.readInt();
    if (input.readInt() != JKS_VERSION) {
      throw new Malformed("version");
    }
    for (int left = input.readInt(); left > 0; left--) {
      if (input.readInt() != JKS_TRUSTED) {
        throw new Malformed("entry");
      }
      String alias = input.readUTF();
      input.readLong();
      String type = input.readUTF();
      int length = input.readInt();
      if (!type.equals("X.509") || length < 0 || length > LONGEST_CERTIFICATE) {
        throw new Malformed("certificate");
      }
      byte[] certificate = new byte[length];
      input.readFully(certificate);
      // The JDK finds none in upper case.
      if (!alias.equals(alias.toLowerCase(Locale.ENGLISH))) {
        throw new Malformed("alias");
      }
      add(alias, certificate);
    }
    if (input.available() != JKS_DIGEST_LENGTH) {
      throw new Malformed("digest");
    }
  }

  private void readPkcs12(byte[] file) throws Malformed {
    Der whole = Der.of(file).require(Der.SEQUENCE);
    if (!Arrays.equals(whole.child(0, Der.INTEGER).content(), PKCS12_VERSION)) {
      throw new Malformed("version");
    }
    Der authenticatedSafe = data(whole.child(1, Der.SEQUENCE));
    for (Der part : authenticatedSafe.require(Der.SEQUENCE).children()) {
      for (Der bag : data(part).require(Der.SEQUENCE).children()) {
        readBag(bag);
      }
    }
  }

  /** What plain data hold; encrypted data are not plain. */
  private static Der data(Der contentInfo) throws Malformed {
    requireObjectId(contentInfo, DATA);
    return contentInfo.child(1, Der.context(0)).child(0, Der.OCTETS).inner();
  }

  private void readBag(Der bag) throws Malformed {
    requireObjectId(bag, CERTIFICATE_BAG);
    Der certificate = bag.child(1, Der.context(0)).child(0, Der.SEQUENCE);
    requireObjectId(certificate, X509);
    Der usage = null;
    Der name = null;
    for (Der attribute : bag.child(2, Der.SET).children()) {
      Der id = attribute.require(Der.SEQUENCE).child(0, Der.OBJECT_ID);
      if (id.isObjectId(TRUSTED_KEY_USAGE)) {
        usage = onlyValue(usage, attribute);
      } else if (id.isObjectId(FRIENDLY_NAME)) {
        name = onlyValue(name, attribute);
      }
    }
    if (usage == null || name == null) {
      throw new Malformed("attribute");
    }
    Der _ = usage.require(Der.OBJECT_ID);
    add(
        lower(name.require(Der.BMP_STRING).content()),
        certificate.child(1, Der.context(0)).child(0, Der.OCTETS).content());
  }

  /** The first value of an attribute that must be there only once. */
  private static Der onlyValue(@Nullable Der before, Der attribute) throws Malformed {
    if (before != null) {
      throw new Malformed("attribute");
    }
    return attribute.child(1, Der.SET).child(0);
  }

  /** The JDK keeps these names in lower case; those of JKS it takes as they are. */
  private static String lower(byte[] utf16) {
    char[] letters = new char[utf16.length / 2];
    for (int i = 0; i < letters.length; i++) {
      char letter = (char) (((utf16[2 * i] & 0xff) << 8) | (utf16[2 * i + 1] & 0xff));
      // Of other letters the JDK knows more.
      if (letter > 0x7f || utf16.length % 2 > 0) {
        return new String(utf16, StandardCharsets.UTF_16BE).toLowerCase(Locale.ENGLISH);
      }
      letters[i] = letter >= 'A' && letter <= 'Z' ? (char) (letter + 0x20) : letter;
    }
    return new String(letters);
  }

  /** Of two entries with one name the JDK keeps one. */
  private void add(String alias, byte[] certificate) throws Malformed {
    if (!aliases.add(alias)) {
      throw new Malformed("alias");
    }
    certificates.add(certificate);
  }

  private static void requireObjectId(Der sequence, byte[] expected) throws Malformed {
    if (!sequence.require(Der.SEQUENCE).child(0, Der.OBJECT_ID).isObjectId(expected)) {
      throw new Malformed("object id");
    }
  }

  private static byte[] objectId(String content) {
    return HexFormat.of().parseHex(content);
  }
}
