package io.github.cognitocourier.testkit;

import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.message.Deadline;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Symmetric keys in memory that behave like KMS's: AES-256-GCM, bound to the key's ARN and to the
 * whole encryption context, in a ciphertext blob that names its key, so that decrypting needs no
 * key id.
 *
 * <p>Safe for concurrent use. Keys live as long as this object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption
 *     context</a>
 */
public final class LocalKeys implements DataKeySource, DataKeys {

  private static final byte BLOB_VERSION = 1;
  private static final int KEY_LENGTH = 32;
  private static final int IV_LENGTH = 12;
  private static final int TAG_LENGTH = 16;

  private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
  private final SecureRandom random;

  /** No keys yet; {@code random} makes keys, data keys and initialization vectors. */
  public LocalKeys(SecureRandom random) {
    this.random = random;
  }

  /** Creates the key {@code keyArn}; an existing one stays as it is. */
  public LocalKeys create(String keyArn) {
    keys.computeIfAbsent(keyArn, _ -> aesKey());
    return this;
  }

  /** Whether {@code keyArn} has been created. */
  public boolean contains(String keyArn) {
    return keys.containsKey(keyArn);
  }

  @Override
  public DataKey generate(String keyArn, Map<String, String> encryptionContext) {
    return generate(keyArn, KEY_LENGTH, encryptionContext);
  }

  /**
   * A new data key of {@code length} bytes.
   *
   * @throws IllegalArgumentException if {@code keyArn} has not been created
   */
  public DataKey generate(String keyArn, int length, Map<String, String> encryptionContext) {
    byte[] dataKey = randomBytes(length);
    return new DataKey(
        new SecretKeySpec(dataKey, "AES"), encrypt(keyArn, dataKey, encryptionContext));
  }

  /**
   * Encrypts {@code plaintext} into a ciphertext blob.
   *
   * @throws IllegalArgumentException if {@code keyArn} has not been created
   */
  public byte[] encrypt(String keyArn, byte[] plaintext, Map<String, String> encryptionContext) {
    SecretKey key = keys.get(keyArn);
    if (key == null) {
      throw new IllegalArgumentException("no such key");
    }
    byte[] arn = keyArn.getBytes(StandardCharsets.UTF_8);
    byte[] iv = randomBytes(IV_LENGTH);
    byte[] sealed;
    try {
      sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, arn, encryptionContext, plaintext);
    } catch (GeneralSecurityException jdkLacksAlgorithm) {
      throw new IllegalStateException(jdkLacksAlgorithm);
    }
    return ByteBuffer.allocate(1 + Short.BYTES + arn.length + IV_LENGTH + sealed.length)
        .put(BLOB_VERSION)
        .putShort((short) arn.length)
        .put(arn)
        .put(iv)
        .put(sealed)
        .array();
  }

  /** Decrypts a blob that {@link #encrypt} made with the same context. */
  public Opened decrypt(byte[] blob, Map<String, String> encryptionContext) {
    ByteBuffer in = ByteBuffer.wrap(blob);
    if (in.remaining() < 1 + Short.BYTES || in.get() != BLOB_VERSION) {
      return new Opened.Invalid();
    }
    int arnLength = Short.toUnsignedInt(in.getShort());
    if (in.remaining() < arnLength + IV_LENGTH + TAG_LENGTH) {
      return new Opened.Invalid();
    }
    byte[] arn = take(in, arnLength);
    String keyArn = new String(arn, StandardCharsets.UTF_8);
    SecretKey key = keys.get(keyArn);
    if (key == null) {
      return new Opened.Invalid();
    }
    byte[] iv = take(in, IV_LENGTH);
    byte[] sealed = take(in, in.remaining());
    try {
      return new Opened.Plaintext(
          keyArn, cipher(Cipher.DECRYPT_MODE, key, iv, arn, encryptionContext, sealed));
    } catch (AEADBadTagException changed) {
      return new Opened.Invalid();
    } catch (GeneralSecurityException jdkLacksAlgorithm) {
      throw new IllegalStateException(jdkLacksAlgorithm);
    }
  }

  @Override
  public Unwrapped unwrap(
      String keyArn, byte[] wrapped, Map<String, String> encryptionContext, Deadline deadline) {
    return switch (decrypt(wrapped, encryptionContext)) {
      case Opened.Invalid() -> new Unwrapped.Refused(Reason.TAMPERED, "InvalidCiphertextException");
      case Opened.Plaintext opened ->
          opened.keyArn().equals(keyArn)
              ? new Unwrapped.Key(keyArn, new SecretKeySpec(opened.plaintext(), "AES"))
              : new Unwrapped.Refused(Reason.WRONG_KMS_KEY, "IncorrectKeyException");
    };
  }

  /** What a ciphertext blob turned out to be. */
  public sealed interface Opened {

    /** The plaintext, and the key that had encrypted it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Plaintext(String keyArn, byte[] plaintext) implements Opened {}

    /** Not a blob of these keys, changed, or another encryption context: KMS does not say which. */
    record Invalid() implements Opened {}
  }

  private SecretKey aesKey() {
    return new SecretKeySpec(randomBytes(KEY_LENGTH), "AES");
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] cipher(
      int mode, SecretKey key, byte[] iv, byte[] arn, Map<String, String> context, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, iv));
    cipher.updateAAD(arn);
    updateWithContext(cipher, context);
    return cipher.doFinal(input);
  }

  /** The context in one spelling whatever its order: sorted, each text behind its length. */
  private static void updateWithContext(Cipher cipher, Map<String, String> context) {
    for (Map.Entry<String, String> entry : new TreeMap<>(context).entrySet()) {
      for (String text : Arrays.asList(entry.getKey(), entry.getValue())) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        cipher.updateAAD(bytes);
      }
    }
  }
}
