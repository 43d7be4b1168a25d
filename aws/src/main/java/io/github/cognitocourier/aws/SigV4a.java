package io.github.cognitocourier.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.http.Request;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AWS Signature Version 4A: as {@link SigV4}, but by a key pair, so that one signature holds in
 * every region. The key is derived from the credentials; the signature is another one each time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 * @see <a href="https://nvlpubs.nist.gov/nistpubs/SpecialPublications/NIST.SP.800-108r1.pdf">NIST
 *     SP 800-108, the KDF in counter mode</a>
 */
final class SigV4a {

  private static final String ALGORITHM = "AWS4-ECDSA-P256-SHA256";
  private static final String CURVE = "secp256r1";

  private SigV4a() {}

  /** The request as {@link SigV4#sign} makes it, with {@code X-Amz-Region-Set: *}. */
  static Request sign(
      Request request,
      Credentials credentials,
      String service,
      Instant now,
      Cryptography cryptography) {
    String time = SigV4.stamp(now);
    String scope = time.substring(0, 8) + "/" + service + "/aws4_request";
    var headers = new LinkedHashMap<>(request.headers());
    headers.put("X-Amz-Region-Set", "*");
    SigV4.stamp(headers, credentials, time);
    Map<String, String> signed = SigV4.canonical(headers, request.uri());
    String names = String.join(";", signed.keySet());
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            time,
            scope,
            SigV4.sha256(SigV4.summary(request, signed, names, cryptography), cryptography));
    headers.put(
        "Authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(signature(key(credentials), toSign)));
    return new Request(request.method(), request.uri(), headers, request.body());
  }

  /** The first number that the KDF gives which is a private key of the curve. */
  static ECPrivateKey key(Credentials credentials) {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(CURVE));
      ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
      BigInteger largest = curve.getOrder().subtract(BigInteger.TWO);
      for (int counter = 1; counter < 255; counter++) {
        BigInteger candidate = candidate(credentials, counter);
        if (candidate.compareTo(largest) <= 0) {
          return (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(new ECPrivateKeySpec(candidate.add(BigInteger.ONE), curve));
        }
      }
      throw new IllegalStateException("no key after 254 numbers, which no credentials lead to");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + CURVE, missing);
    }
  }

  private static BigInteger candidate(Credentials credentials, int counter) {
    var input = new ByteArrayOutputStream();
    input.writeBytes(new byte[] {0, 0, 0, 1});
    input.writeBytes(ALGORITHM.getBytes(UTF_8));
    input.write(0);
    input.writeBytes(credentials.accessKeyId().getBytes(UTF_8));
    input.write(counter);
    // 256 bits are wanted.
    input.writeBytes(new byte[] {0, 0, 1, 0});
    byte[] key = ("AWS4A" + credentials.secretAccessKey().reveal()).getBytes(UTF_8);
    return new BigInteger(1, Cryptography.ofJdk().hmac("SHA-256", key, input.toByteArray()));
  }

  private static byte[] signature(ECPrivateKey key, String toSign) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(toSign.getBytes(UTF_8));
      return signer.sign();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA256withECDSA", missing);
    }
  }
}
