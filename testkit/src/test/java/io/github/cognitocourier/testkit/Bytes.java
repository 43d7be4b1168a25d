package io.github.cognitocourier.testkit;

import io.github.cognitocourier.core.code.EncryptedCode;
import java.util.Arrays;
import java.util.Base64;

/** Encrypted codes as bytes and back, for tests that change them. */
final class Bytes {

  private Bytes() {}

  static byte[] of(EncryptedCode code) {
    return Base64.getDecoder().decode(code.base64());
  }

  static EncryptedCode code(byte[] message) {
    return new EncryptedCode(Base64.getEncoder().encodeToString(message));
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A copy with the bytes from {@code start} to {@code end} replaced. */
  static byte[] replace(byte[] message, int start, int end, byte... with) {
    return concat(
        concat(Arrays.copyOf(message, start), with),
        Arrays.copyOfRange(message, end, message.length));
  }
}
