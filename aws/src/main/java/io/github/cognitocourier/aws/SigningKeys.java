package io.github.cognitocourier.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.message.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The keys of Signature Version 4, one for each secret key, day, region and service. It takes four
 * of a signature's five HMACs and is the same all day: the last one is kept. Safe for concurrent
 * use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key">
 *     Derive a signing key</a>
 */
final class SigningKeys {

  private final Cryptography cryptography;
  private volatile @Nullable Kept last;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
  private record Kept(Secret secretAccessKey, String scope, byte[] key) {

    boolean isOf(Secret other, String otherScope) {
      return scope.equals(otherScope) && secretAccessKey.equals(other);
    }
  }

  /** Derived, and used, by {@code cryptography}. */
  SigningKeys(Cryptography cryptography) {
    this.cryptography = cryptography;
  }

  Cryptography cryptography() {
    return cryptography;
  }

  /** That of {@code scope}: {@code 20150830/us-east-1/kms/aws4_request}. */
  byte[] of(Secret secretAccessKey, String scope) {
    Kept kept = last;
    if (kept == null || !kept.isOf(secretAccessKey, scope)) {
      kept = new Kept(secretAccessKey, scope, derived(secretAccessKey, scope));
      last = kept;
    }
    return kept.key();
  }

  private byte[] derived(Secret secretAccessKey, String scope) {
    byte[] key = ("AWS4" + secretAccessKey.reveal()).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = cryptography.hmac(SigV4.HASH, key, part.getBytes(UTF_8));
    }
    return key;
  }
}
