package io.github.cognitocourier.core.code;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The algorithms that open a code, and who implements them: the JDK, unless another implementation
 * is given. What is accepted does not depend on it. Immutable, and safe for concurrent use.
 */
public abstract sealed class Cryptography {

  private static final String AES_GCM = "AES/GCM/NoPadding";

  /** Of AES-192, which BoringSSL does not offer in this mode, and Cognito does not use. */
  private static final int UNCOMMON_KEY_LENGTH = 24;

  private Cryptography() {}

  /** That of the JDK. */
  public static Cryptography ofJdk() {
    return new Jdk();
  }

  /**
   * That of {@code implementation}: AES in GCM, ECDSA, EC keys as X.509 with compressed points,
   * SHA-2 and HMAC with it.
   */
  public static Cryptography of(Provider implementation) {
    return new Given(implementation);
  }

  /** AES in Galois/Counter Mode, for keys of {@code keyLength} bytes. */
  abstract Cipher aesGcm(int keyLength) throws GeneralSecurityException;

  /**
   * HKDF's first step, with a hash of the JDK's name such as {@code SHA-384}. No salt is as many
   * zeros as the hash is long, and to HMAC any number of them is the same key.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
   */
  final byte[] extract(String hash, byte[] salt, byte[] key) {
    return hmac(hash, salt.length > 0 ? salt : new byte[1], key);
  }

  /** HKDF's second step: {@code length} bytes for the purpose {@code info}. */
  final byte[] expand(String hash, byte[] extracted, byte[] info, int length) {
    byte[] expanded = new byte[0];
    byte[] block = expanded;
    for (int counter = 1; expanded.length < length; counter++) {
      block = hmac(hash, extracted, concat(concat(block, info), new byte[] {(byte) counter}));
      expanded = concat(expanded, block);
    }
    return Arrays.copyOf(expanded, length);
  }

  /** HMAC with a hash of the JDK's name, such as {@code SHA-256}. {@code key} is not empty. */
  public final byte[] hmac(String hash, byte[] key, byte[] data) {
    String name = "Hmac" + hash.replace("-", "");
    try {
      Mac mac = mac(name);
      mac.init(new SecretKeySpec(key, name));
      return mac.doFinal(data);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("no " + name, missing);
    }
  }

  /** The hash with the JDK's name, such as {@code SHA-256}. */
  public final MessageDigest digest(String name) {
    try {
      return messageDigest(name);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  abstract MessageDigest messageDigest(String name) throws GeneralSecurityException;

  abstract Mac mac(String name) throws GeneralSecurityException;

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The signature with this name of the JDK's. */
  abstract Signature signature(String name) throws GeneralSecurityException;

  /**
   * The key that is a compressed point of {@code curve}: the sign of y and the whole of x.
   *
   * @throws InvalidKeySpecException if there is no such point
   * @see <a href="https://www.secg.org/sec1-v2.pdf">SEC 1, 2.3.4</a>
   */
  abstract PublicKey publicKey(Curve curve, byte[] point) throws GeneralSecurityException;

  /** The JDK, which refuses compressed points. */
  private static final class Jdk extends Cryptography {

    private static final BigInteger THREE = BigInteger.valueOf(3);

    @Override
    Cipher aesGcm(int keyLength) throws GeneralSecurityException {
      return Cipher.getInstance(AES_GCM);
    }

    @Override
    MessageDigest messageDigest(String name) throws GeneralSecurityException {
      return MessageDigest.getInstance(name);
    }

    @Override
    Mac mac(String name) throws GeneralSecurityException {
      return Mac.getInstance(name);
    }

    @Override
    Signature signature(String name) throws GeneralSecurityException {
      return Signature.getInstance(name);
    }

    @Override
    PublicKey publicKey(Curve curve, byte[] point) throws GeneralSecurityException {
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
        throw new InvalidKeySpecException("not on the curve");
      }
      if (y.testBit(0) != (point[0] == 3)) {
        y = p.subtract(y);
      }
      return KeyFactory.getInstance("EC")
          .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), domain));
    }
  }

  /** Another implementation. */
  private static final class Given extends Cryptography {

    private final Provider implementation;

    Given(Provider implementation) {
      this.implementation = implementation;
    }

    @Override
    Cipher aesGcm(int keyLength) throws GeneralSecurityException {
      return keyLength == UNCOMMON_KEY_LENGTH
          ? Cipher.getInstance(AES_GCM)
          : Cipher.getInstance(AES_GCM, implementation);
    }

    @Override
    MessageDigest messageDigest(String name) throws GeneralSecurityException {
      return MessageDigest.getInstance(name, implementation);
    }

    @Override
    Mac mac(String name) throws GeneralSecurityException {
      return Mac.getInstance(name, implementation);
    }

    @Override
    Signature signature(String name) throws GeneralSecurityException {
      return Signature.getInstance(name, implementation);
    }

    @Override
    PublicKey publicKey(Curve curve, byte[] point) throws GeneralSecurityException {
      byte[] prefix = curve.compressedKeyPrefix();
      byte[] encoded = Arrays.copyOf(prefix, prefix.length + point.length);
      System.arraycopy(point, 0, encoded, prefix.length, point.length);
      return KeyFactory.getInstance("EC", implementation)
          .generatePublic(new X509EncodedKeySpec(encoded));
    }
  }
}
