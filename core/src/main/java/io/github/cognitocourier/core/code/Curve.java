package io.github.cognitocourier.core.code;

/** The elliptic curves that messages are signed on. */
enum Curve {
  P256("secp256r1", "SHA256withECDSA", 32),
  P384("secp384r1", "SHA384withECDSA", 48);

  private final String jdkName;
  private final String signatureAlgorithm;
  private final int coordinateLength;

  Curve(String jdkName, String signatureAlgorithm, int coordinateLength) {
    this.jdkName = jdkName;
    this.signatureAlgorithm = signatureAlgorithm;
    this.coordinateLength = coordinateLength;
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
}
