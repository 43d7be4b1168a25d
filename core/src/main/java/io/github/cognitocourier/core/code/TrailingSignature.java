package io.github.cognitocourier.core.code;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

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
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private TrailingSignature() {}

  /** Refuses the message unless {@code signature} signs its first {@code signedLength} bytes. */
  static void verify(
      Curve curve, String publicKey, byte[] message, int signedLength, byte[] signature)
      throws Refusal {
    requireCanonicalDer(signature);
    try {
      Signature verifier = Signature.getInstance(curve.signatureAlgorithm());
      verifier.initVerify(publicKey(curve, Envelope.decode(publicKey)));
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

  /** SEC 1, 2.3.4: the sign of y and the whole of x. */
  private static PublicKey publicKey(Curve curve, byte[] point)
      throws GeneralSecurityException, Refusal {
    if (point.length != 1 + curve.coordinateLength() || (point[0] != 2 && point[0] != 3)) {
      throw Refusal.tampered("public_key");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.jdkName()));
    ECParameterSpec domain = parameters.getParameterSpec(ECParameterSpec.class);
    BigInteger p = ((ECFieldFp) domain.getCurve().getField()).getP();
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, point.length));
    BigInteger ySquared =
        x.modPow(THREE, p)
            .add(domain.getCurve().getA().multiply(x))
            .add(domain.getCurve().getB())
            .mod(p);
    // Both primes are 3 modulo 4, so this is a square root if there is one.
    BigInteger y = ySquared.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    if (x.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(ySquared)) {
      throw Refusal.tampered("public_key");
    }
    if (y.testBit(0) != (point[0] == 3)) {
      y = p.subtract(y);
    }
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), domain));
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
