package io.github.cognitocourier.core.code;

import io.github.cognitocourier.core.code.Decryption.Reason;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The algorithm suites with key derivation, which are all that a sender may use today: AES-GCM with
 * a 12-byte IV and a 16-byte tag, keyed through HKDF. Cognito uses {@link
 * #AES_256_SHA384_ECDSA_P384}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/algorithms-reference.html">
 *     Algorithms reference</a>
 */
enum Suite {
  AES_128_SHA256(1, 0x0114, 16, "SHA-256"),
  AES_192_SHA256(1, 0x0146, 24, "SHA-256"),
  AES_256_SHA256(1, 0x0178, 32, "SHA-256"),
  AES_128_SHA256_ECDSA_P256(1, 0x0214, 16, "SHA-256", Curve.P256),
  AES_192_SHA384_ECDSA_P384(1, 0x0346, 24, "SHA-384", Curve.P384),
  AES_256_SHA384_ECDSA_P384(1, 0x0378, 32, "SHA-384", Curve.P384),
  AES_256_SHA512_COMMIT(2, 0x0478, 32, "SHA-512"),
  AES_256_SHA512_COMMIT_ECDSA_P384(2, 0x0578, 32, "SHA-512", Curve.P384);

  static final int IV_LENGTH = 12;
  static final int TAG_LENGTH = 16;
  static final int COMMITMENT_LENGTH = 32;

  private final int version;
  private final int id;
  private final int keyLength;
  private final String derivationHash;
  private final Optional<Curve> curve;

  Suite(int version, int id, int keyLength, String derivationHash) {
    this(version, id, keyLength, derivationHash, Optional.empty());
  }

  Suite(int version, int id, int keyLength, String derivationHash, Curve curve) {
    this(version, id, keyLength, derivationHash, Optional.of(curve));
  }

  Suite(int version, int id, int keyLength, String derivationHash, Optional<Curve> curve) {
    this.version = version;
    this.id = id;
    this.keyLength = keyLength;
    this.derivationHash = derivationHash;
    this.curve = curve;
  }

  /** The suite {@code id} of message format {@code version}. */
  static Suite of(int version, int id) throws Refusal {
    for (Suite suite : values()) {
      if (suite.version == version && suite.id == id) {
        return suite;
      }
    }
    throw new Refusal(
        Reason.UNSUPPORTED_SUITE,
        "version_" + version + "_suite_" + HexFormat.of().toHexDigits((short) id));
  }

  /** Whether the header carries a commitment to the data key: message format 2. */
  boolean commits() {
    return version == 2;
  }

  int messageIdLength() {
    return commits() ? 32 : 16;
  }

  /** Bytes of the data key, and of the key derived from it. */
  int keyLength() {
    return keyLength;
  }

  /** The JDK's name of the hash with which HKDF derives keys. */
  String derivationHash() {
    return derivationHash;
  }

  /** The curve of the signature; empty when messages of this suite are not signed. */
  Optional<Curve> curve() {
    return curve;
  }

  /** The two bytes that name the suite. */
  byte[] idBytes() {
    return new byte[] {(byte) (id >> 8), (byte) id};
  }
}
