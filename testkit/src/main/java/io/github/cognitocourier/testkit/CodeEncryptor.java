package io.github.cognitocourier.testkit;

import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.testkit.DataKeySource.DataKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encrypts codes in exactly the form Cognito uses: AWS Encryption SDK message format 1, suite
 * {@code 0x0378} (AES-256-GCM, HKDF-SHA384, signed with ECDSA on P-384), one data key of {@code
 * aws-kms}, frames of 4,096 bytes, and the encryption context {@code aws-crypto-public-key,
 * userpool-id}.
 *
 * <p>Written apart from the decoder in core, so that neither hides a mistake of the other. Safe for
 * concurrent use if its parts are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html">
 *     Message format reference</a>
 */
public final class CodeEncryptor {

  private static final int SUITE = 0x0378;
  private static final int FRAME_LENGTH = 4096;
  private static final int FRAMED = 2;
  private static final int IV_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final int MESSAGE_ID_LENGTH = 16;
  private static final int COORDINATE_LENGTH = 48;
  private static final int LAST_FRAME = 0xffff_ffff;

  private final DataKeySource dataKeys;
  private final SecureRandom random;

  /**
   * Takes data keys from {@code dataKeys}, and message ids and signing keys from {@code random}.
   */
  public CodeEncryptor(DataKeySource dataKeys, SecureRandom random) {
    this.dataKeys = dataKeys;
    this.random = random;
  }

  /** Encrypts {@code code} for {@code userPoolId} under {@code keyArn}. */
  public EncryptedCode encrypt(String code, String keyArn, String userPoolId) {
    try {
      byte[] message = message(code.getBytes(StandardCharsets.UTF_8), keyArn, userPoolId);
      return new EncryptedCode(Base64.getEncoder().encodeToString(message));
    } catch (GeneralSecurityException jdkLacksAlgorithm) {
      throw new IllegalStateException(jdkLacksAlgorithm);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  private byte[] message(byte[] plaintext, String keyArn, String userPoolId)
      throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"), random);
    KeyPair signing = generator.generateKeyPair();
    Map<String, String> context = new TreeMap<>();
    context.put("aws-crypto-public-key", compressed((ECPublicKey) signing.getPublic()));
    context.put("userpool-id", userPoolId);
    DataKey dataKey = dataKeys.generate(keyArn, context);
    byte[] messageId = new byte[MESSAGE_ID_LENGTH];
    random.nextBytes(messageId);
    SecretKey key = derive(dataKey.plaintext(), messageId);

    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(message);
    out.write(headerBody(messageId, context, keyArn, dataKey.wrapped()));
    byte[] headerIv = new byte[IV_LENGTH];
    byte[] headerTag = seal(key, headerIv, message.toByteArray(), new byte[0]);
    out.write(headerIv);
    out.write(headerTag);
    writeFrames(out, key, messageId, plaintext);

    Signature signer = Signature.getInstance("SHA384withECDSA");
    signer.initSign(signing.getPrivate(), random);
    signer.update(message.toByteArray());
    writeBlock(out, signer.sign());
    return message.toByteArray();
  }

  private static byte[] headerBody(
      byte[] messageId, Map<String, String> context, String keyArn, byte[] wrapped)
      throws IOException {
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(entries);
    out.writeShort(context.size());
    for (Map.Entry<String, String> entry : context.entrySet()) {
      writeBlock(out, entry.getKey().getBytes(StandardCharsets.UTF_8));
      writeBlock(out, entry.getValue().getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    out = new DataOutputStream(header);
    out.writeByte(1);
    out.writeByte(0x80);
    out.writeShort(SUITE);
    out.write(messageId);
    writeBlock(out, entries.toByteArray());
    out.writeShort(1);
    writeBlock(out, "aws-kms".getBytes(StandardCharsets.UTF_8));
    writeBlock(out, keyArn.getBytes(StandardCharsets.UTF_8));
    writeBlock(out, wrapped);
    out.writeByte(FRAMED);
    out.writeInt(0);
    out.writeByte(IV_LENGTH);
    out.writeInt(FRAME_LENGTH);
    return header.toByteArray();
  }

  private static void writeFrames(
      DataOutputStream out, SecretKey key, byte[] messageId, byte[] plaintext)
      throws GeneralSecurityException, IOException {
    int sequence = 1;
    int start = 0;
    while (plaintext.length - start > FRAME_LENGTH) {
      byte[] piece = Arrays.copyOfRange(plaintext, start, start + FRAME_LENGTH);
      byte[] additionalData = additionalData(messageId, "Frame", sequence, FRAME_LENGTH);
      out.writeInt(sequence);
      out.write(frameIv(sequence));
      out.write(seal(key, frameIv(sequence), additionalData, piece));
      start += FRAME_LENGTH;
      sequence++;
    }
    byte[] rest = Arrays.copyOfRange(plaintext, start, plaintext.length);
    byte[] additionalData = additionalData(messageId, "Final Frame", sequence, rest.length);
    out.writeInt(LAST_FRAME);
    out.writeInt(sequence);
    out.write(frameIv(sequence));
    out.writeInt(rest.length);
    out.write(seal(key, frameIv(sequence), additionalData, rest));
  }

  private static byte[] frameIv(int sequence) {
    return ByteBuffer.allocate(IV_LENGTH).putInt(IV_LENGTH - Integer.BYTES, sequence).array();
  }

  private static byte[] additionalData(byte[] messageId, String kind, int sequence, int length) {
    byte[] label = ("AWSKMSEncryptionClient " + kind).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(messageId.length + label.length + Integer.BYTES + Long.BYTES)
        .put(messageId)
        .put(label)
        .putInt(sequence)
        .putLong(length)
        .array();
  }

  private static SecretKey derive(SecretKey dataKey, byte[] messageId)
      throws GeneralSecurityException {
    byte[] info =
        ByteBuffer.allocate(Short.BYTES + messageId.length)
            .putShort((short) SUITE)
            .put(messageId)
            .array();
    return KDF.getInstance("HKDF-SHA384")
        .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(dataKey).thenExpand(info, 32));
  }

  private static byte[] seal(SecretKey key, byte[] iv, byte[] additionalData, byte[] plaintext)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, iv));
    cipher.updateAAD(additionalData);
    return cipher.doFinal(plaintext);
  }

  /** SEC 1, 2.3.3: the sign of y, then x. */
  private static String compressed(ECPublicKey key) {
    byte[] point = new byte[1 + COORDINATE_LENGTH];
    point[0] = (byte) (key.getW().getAffineY().testBit(0) ? 3 : 2);
    BigInteger x = key.getW().getAffineX();
    for (int i = 0; i < COORDINATE_LENGTH; i++) {
      point[COORDINATE_LENGTH - i] = x.shiftRight(Byte.SIZE * i).byteValue();
    }
    return Base64.getEncoder().encodeToString(point);
  }

  private static void writeBlock(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeShort(bytes.length);
    out.write(bytes);
  }
}
