package io.github.cognitocourier.core.code;

import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.code.Header.WrappedKey;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.NotificationId;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import javax.crypto.SecretKey;

/**
 * Opens encrypted codes: messages of the AWS Encryption SDK, format 1 and 2, of every algorithm
 * suite with key derivation.
 *
 * <p>It asks {@link DataKeys} only for wrapped keys that name one of the configured key ARNs, and
 * only after the message's {@code userpool-id} has been compared with the event's. It returns a
 * code only when key commitment, header tag, body tags and signature, as far as the suite has them,
 * are right.
 *
 * <p>Immutable, and safe for concurrent use if {@link DataKeys} is. Never throws for what a message
 * contains.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html">
 *     Message format reference</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html">
 *     Custom sender Lambda triggers</a>
 */
public final class Decryptor {

  private static final String PROVIDER = "aws-kms";
  private static final String USER_POOL = "userpool-id";

  private final List<String> keyArns;
  private final DataKeys dataKeys;
  private final boolean allowMissingPool;
  private final Cryptography cryptography;
  private final Executor meanwhile;

  /**
   * Opens codes that were encrypted under one of {@code keyArns}, with the JDK's cryptography.
   *
   * @param keyArns compared character by character with what the message names; no aliases, no ids
   * @param allowMissingPool whether a message without {@code userpool-id} passes; Cognito always
   *     writes one, some emulators do not
   */
  public Decryptor(List<String> keyArns, DataKeys dataKeys, boolean allowMissingPool) {
    this(keyArns, dataKeys, allowMissingPool, Cryptography.ofJdk(), Runnable::run);
  }

  /**
   * The same with another cryptography.
   *
   * @param meanwhile does what needs no data key while {@link DataKeys} is asked for one
   */
  public Decryptor(
      List<String> keyArns,
      DataKeys dataKeys,
      boolean allowMissingPool,
      Cryptography cryptography,
      Executor meanwhile) {
    this.keyArns = List.copyOf(keyArns);
    this.dataKeys = dataKeys;
    this.allowMissingPool = allowMissingPool;
    this.cryptography = cryptography;
    this.meanwhile = meanwhile;
  }

  /** Opens {@code code}, which an event of {@code userPoolId} carried, within {@code deadline}. */
  public Decryption decrypt(EncryptedCode code, String userPoolId, Deadline deadline) {
    try {
      return open(Envelope.parse(code), userPoolId, deadline);
    } catch (Refusal refusal) {
      return refusal.asDecryption();
    }
  }

  private Decryption open(Envelope envelope, String userPoolId, Deadline deadline) throws Refusal {
    Header header = envelope.header();
    requirePool(header.context(), userPoolId);
    FutureTask<Envelope> signature = new FutureTask<>(() -> verified(envelope));
    meanwhile.execute(signature);
    MessageKey key = MessageKey.derive(cryptography, header, dataKey(header, deadline));
    envelope.verifyHeader(key);
    byte[] plaintext = envelope.open(key);
    require(signature, envelope);
    return new Decryption.Decrypted(
        new Code(text(plaintext)),
        new NotificationId(HexFormat.of().formatHex(header.messageId())));
  }

  private Envelope verified(Envelope envelope) throws Refusal {
    envelope.verifySignature(cryptography);
    return envelope;
  }

  /** Nobody may have begun it, and a thread that is interrupted leaves nothing out either. */
  private void require(FutureTask<Envelope> signature, Envelope envelope) throws Refusal {
    signature.run();
    try {
      Envelope _ = signature.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      Envelope _ = verified(envelope);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof Refusal refusal) {
        throw refusal;
      }
      if (cause instanceof Error broken) {
        throw broken;
      }
      throw cause instanceof RuntimeException bug ? bug : new IllegalStateException(failed);
    }
  }

  private void requirePool(Map<String, String> context, String userPoolId) throws Refusal {
    String pool = context.get(USER_POOL);
    if (pool == null && !allowMissingPool) {
      throw new Refusal(Reason.MISSING_POOL, "");
    }
    if (pool != null && !pool.equals(userPoolId)) {
      throw new Refusal(Reason.WRONG_POOL, "");
    }
  }

  /** The data key from the first wrapped copy that can be unwrapped; else the first refusal. */
  private SecretKey dataKey(Header header, Deadline deadline) throws Refusal {
    List<Refusal> refusals = new ArrayList<>();
    for (WrappedKey wrappedKey : header.wrappedKeys()) {
      if (wrappedKey.providerId().equals(PROVIDER) && keyArns.contains(wrappedKey.keyName())) {
        try {
          return unwrap(wrappedKey, header, deadline);
        } catch (Refusal refusal) {
          refusals.add(refusal);
        }
      }
    }
    throw refusals.isEmpty()
        ? new Refusal(Reason.WRONG_KMS_KEY, "key_not_configured")
        : refusals.getFirst();
  }

  private SecretKey unwrap(WrappedKey wrappedKey, Header header, Deadline deadline) throws Refusal {
    String keyArn = wrappedKey.keyName();
    return switch (dataKeys.unwrap(keyArn, wrappedKey.wrapped(), header.context(), deadline)) {
      case DataKeys.Unwrapped.Refused refused ->
          throw new Refusal(refused.reason(), refused.vendorCode());
      case DataKeys.Unwrapped.Key key -> {
        if (!key.keyArn().equals(keyArn)) {
          throw new Refusal(Reason.WRONG_KMS_KEY, "reply_names_another_key");
        }
        byte[] encoded = key.dataKey().getEncoded();
        if (encoded == null || encoded.length != header.suite().keyLength()) {
          throw Refusal.tampered("data_key_length");
        }
        yield key.dataKey();
      }
    };
  }

  private static String text(byte[] plaintext) throws Refusal {
    try {
      return ByteReader.strictUtf8(plaintext);
    } catch (CharacterCodingException notText) {
      throw Refusal.tampered("not_text");
    }
  }
}
