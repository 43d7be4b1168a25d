package io.github.cognitocourier.core.code;

import java.util.Arrays;
import java.util.Base64;

/**
 * A whole message, taken apart. Nothing of it is to be believed before {@link #verifyHeader},
 * {@link #open} and {@link #verifySignature} have all returned.
 *
 * @param bytes the message
 * @param signedLength the bytes that {@code signature} signs
 * @param signature DER; empty when the suite does not sign
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(byte[] bytes, Header header, Body body, int signedLength, byte[] signature) {

  private static final int MAX_MESSAGE_BYTES = 64 * 1024;
  private static final int MAX_BASE64_LENGTH = (MAX_MESSAGE_BYTES + 2) / 3 * 4;
  private static final int MAX_SIGNATURE_BYTES = 128;

  static Envelope parse(EncryptedCode code) throws Refusal {
    byte[] bytes = decode(code.base64());
    ByteReader in = new ByteReader(bytes);
    Header header = Header.parse(in);
    Body body = Body.parse(in, header);
    int signedLength = in.position();
    byte[] signature =
        header.suite().curve().isPresent()
            ? in.block(MAX_SIGNATURE_BYTES, "signature_length")
            : new byte[0];
    if (!in.atEnd()) {
      throw Refusal.malformed("trailing_bytes");
    }
    return new Envelope(bytes, header, body, signedLength, signature);
  }

  /** Checks the tag over the header. */
  void verifyHeader(MessageKey key) throws Refusal {
    byte[] headerBody = Arrays.copyOf(bytes, header.bodyLength());
    key.open(header.iv(), headerBody, header.tag(), "header_tag");
  }

  /** Decrypts the body, checking the tag of each frame. */
  byte[] open(MessageKey key) throws Refusal {
    return body.open(key, header);
  }

  /** Checks the signature over header and body, when the suite asks for one. */
  void verifySignature(Cryptography cryptography) throws Refusal {
    String publicKey = header.context().get(TrailingSignature.PUBLIC_KEY);
    if (header.suite().curve().isEmpty()) {
      if (publicKey != null) {
        throw Refusal.tampered("signature_missing");
      }
      return;
    }
    if (publicKey == null) {
      throw Refusal.tampered("public_key_missing");
    }
    TrailingSignature.verify(
        cryptography, header.suite().curve().get(), publicKey, bytes, signedLength, signature);
  }

  /** Standard Base64 with its padding, in the one form that encoding gives. */
  static byte[] decode(String base64) throws Refusal {
    if (base64.length() > MAX_BASE64_LENGTH) {
      throw Refusal.malformed("too_long");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw Refusal.malformed("base64");
    }
    // The JDK overlooks missing padding and stray bits behind the last byte.
    if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
      throw Refusal.malformed("base64");
    }
    return bytes;
  }
}
