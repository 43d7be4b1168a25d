package io.github.cognitocourier.core.code;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * The ECDSA signature behind a message. Its public key stands, as a compressed point, in the
 * message's own encryption context, which KMS binds to the data key.
 *
 * <p>Whoever has seen one valid signature {@code (r, s)} can write {@code (r, n - s)}, which is as
 * valid: that is in the nature of ECDSA, and the official SDKs emit both. Code and message id do
 * not change by it. Every other spelling of the same two numbers is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#footer-structure">
 *     Footer structure</a>
 */
final class TrailingSignature {

  /** The entry of the encryption context that holds the public key. */
  static final String PUBLIC_KEY = "aws-crypto-public-key";

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private TrailingSignature() {}

  /** Refuses the message unless {@code signature} signs its first {@code signedLength} bytes. */
  static void verify(
      Cryptography cryptography,
      Curve curve,
      String publicKey,
      byte[] message,
      int signedLength,
      byte[] signature)
      throws Refusal {
    requireCanonicalDer(signature);
    try {
      Signature verifier = cryptography.signature(curve.signatureAlgorithm());
      verifier.initVerify(publicKey(cryptography, curve, Envelope.decode(publicKey)));
      verifier.update(message, 0, signedLength);
      if (!verifier.verify(signature)) {
        throw Refusal.tampered("signature");
      }
    } catch (SignatureException unreadable) {
      throw Refusal.tampered("signature");
    } catch (GeneralSecurityException notOnCurve) {
      throw Refusal.tampered("public_key");
    }
  }

  private static PublicKey publicKey(Cryptography cryptography, Curve curve, byte[] point)
      throws GeneralSecurityException, Refusal {
    if (point.length != 1 + curve.coordinateLength() || (point[0] != 2 && point[0] != 3)) {
      throw Refusal.tampered("public_key");
    }
    return cryptography.publicKey(curve, point);
  }

  /** One sequence of two positive integers, each in its shortest form, and nothing else. */
  private static void requireCanonicalDer(byte[] der) throws Refusal {
    if (der.length < 2 || der[0] != SEQUENCE || der[1] != der.length - 2) {
      throw Refusal.tampered("signature_encoding");
    }
    int end = afterCanonicalInteger(der, afterCanonicalInteger(der, 2));
    if (end != der.length) {
      throw Refusal.tampered("signature_encoding");
    }
  }

  private static int afterCanonicalInteger(byte[] der, int start) throws Refusal {
    int first = start + 2;
    if (first >= der.length || der[start] != INTEGER) {
      throw Refusal.tampered("signature_encoding");
    }
    int end = first + der[start + 1];
    boolean empty = end <= first;
    boolean beyond = end > der.length;
    boolean negative = der[first] < 0;
    boolean padded = der[first] == 0 && (first + 1 >= der.length || der[first + 1] >= 0);
    if (empty || beyond || negative || padded) {
      throw Refusal.tampered("signature_encoding");
    }
    return end;
  }
}
