package io.github.cognitocourier.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.http.Request;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The public key is the one that AWS publishes for these credentials among the tests of its own
 * signer.
 *
 * @see <a
 *     href="https://github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4a">aws-c-auth</a>
 */
class SigV4aTest {

  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  private static final Credentials CREDENTIALS =
      new Credentials(
          "AKIDEXAMPLE",
          new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
          Optional.empty(),
          Instant.MAX);
  private static final ECPoint PUBLISHED =
      new ECPoint(
          new BigInteger("b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1", 16),
          new BigInteger("865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518", 16));

  @Test
  void the_signature_is_that_of_the_published_key_over_the_canonical_request()
      throws GeneralSecurityException {
    var request =
        Request.post(
            URI.create("https://example.amazonaws.com/v2/email/outbound-emails"),
            Map.of("Content-Type", "application/json"),
            "{}");

    Request signed = SigV4a.sign(request, CREDENTIALS, "ses", NOW, Cryptography.ofJdk());

    String canonical =
        """
        POST
        /v2/email/outbound-emails

        content-type:application/json
        host:example.amazonaws.com
        x-amz-date:20150830T123600Z
        x-amz-region-set:*

        content-type;host;x-amz-date;x-amz-region-set
        44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\
        """;
    String toSign =
        "AWS4-ECDSA-P256-SHA256\n20150830T123600Z\n20150830/ses/aws4_request\n"
            + SigV4.sha256(canonical, Cryptography.ofJdk());
    String authorization = signed.headers().get("Authorization");
    assertThat(authorization)
        .startsWith(
            "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/ses/aws4_request,"
                + " SignedHeaders=content-type;host;x-amz-date;x-amz-region-set, Signature=");
    String hex = authorization.substring(authorization.lastIndexOf('=') + 1);
    assertThat(verifies(toSign, HexFormat.of().parseHex(hex))).isTrue();
    assertThat(verifies(toSign + " ", HexFormat.of().parseHex(hex))).isFalse();
  }

  @Test
  void a_session_token_is_signed_as_well() {
    var temporary =
        new Credentials(
            "AKIDEXAMPLE", new Secret("s"), Optional.of(new Secret("token")), Instant.MAX);
    var request = Request.post(URI.create("https://example.com/"), Map.of(), "");

    assertThat(SigV4a.sign(request, temporary, "ses", NOW, Cryptography.ofJdk()).headers())
        .containsEntry("X-Amz-Security-Token", "token")
        .extractingByKey("Authorization")
        .asString()
        .contains("x-amz-security-token, Signature=");
  }

  private static boolean verifies(String text, byte[] signature) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(new ECPublicKeySpec(PUBLISHED, SigV4a.key(CREDENTIALS).getParams())));
    verifier.update(text.getBytes(UTF_8));
    return verifier.verify(signature);
  }
}
