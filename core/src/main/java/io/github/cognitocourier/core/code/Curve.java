package io.github.cognitocourier.core.code;

import java.util.HexFormat;

/** The elliptic curves that messages are signed on. */
enum Curve {
  P256("secp256r1", "SHA256withECDSA", 32, "3039301306072a8648ce3d020106082a8648ce3d030107032200"),
  P384("secp384r1", "SHA384withECDSA", 48, "3046301006072a8648ce3d020106052b81040022033200");

  private final String jdkName;
  private final String signatureAlgorithm;
  private final int coordinateLength;
  private final String compressedKeyPrefix;

  Curve(
      String jdkName, String signatureAlgorithm, int coordinateLength, String compressedKeyPrefix) {
    this.jdkName = jdkName;
    this.signatureAlgorithm = signatureAlgorithm;
    this.coordinateLength = coordinateLength;
    this.compressedKeyPrefix = compressedKeyPrefix;
  }

  String jdkName() {
    return jdkName;
  }

  String signatureAlgorithm() {
    return signatureAlgorithm;
  }

  /** Bytes of one coordinate of a point. */
  int coordinateLength() {
    return coordinateLength;
  }

  /** What stands before a compressed point in a SubjectPublicKeyInfo (RFC 5480, 2). */
  byte[] compressedKeyPrefix() {
    return HexFormat.of().parseHex(compressedKeyPrefix);
  }
}
