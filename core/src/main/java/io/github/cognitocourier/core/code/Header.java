package io.github.cognitocourier.core.code;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a message: parsed, not yet verified. Messages of both formats, within limits that a
 * message of Cognito's stays far below.
 *
 * @param commitment what the data key must derive to; empty in format 1
 * @param bodyLength the bytes of the header that its tag protects
 * @param tag the header's authentication tag
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#header-structure">
 *     Header structure</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Header(
    Suite suite,
    byte[] messageId,
    Map<String, String> context,
    List<WrappedKey> wrappedKeys,
    boolean framed,
    int frameLength,
    byte[] commitment,
    int bodyLength,
    byte[] iv,
    byte[] tag) {

  private static final int TYPE_AUTHENTICATED = 0x80;
  private static final int UNFRAMED = 1;
  private static final int FRAMED = 2;

  /** KMS itself takes no larger context. */
  private static final int MAX_CONTEXT_BYTES = 8 * 1024;

  private static final int MAX_CONTEXT_ENTRIES = 64;
  private static final int MAX_WRAPPED_KEYS = 16;
  private static final int MAX_PROVIDER_ID_BYTES = 128;
  private static final int MAX_PROVIDER_INFO_BYTES = 2048;

  /** The largest ciphertext that KMS takes. */
  private static final int MAX_WRAPPED_KEY_BYTES = 6144;

  private static final int MAX_FRAME_LENGTH = 1024 * 1024;

  /** One copy of the data key, wrapped under one key of one provider. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record WrappedKey(String providerId, String keyName, byte[] wrapped) {}

  static Header parse(ByteReader in) throws Refusal {
    Suite suite = suite(in);
    byte[] messageId = in.bytes(suite.messageIdLength());
    Map<String, String> context = context(in);
    List<WrappedKey> wrappedKeys = wrappedKeys(in);
    boolean framed = contentType(in) == FRAMED;
    if (!suite.commits()) {
      reservedAndIvLength(in);
    }
    int frameLength =
        framed ? in.uint32(1, MAX_FRAME_LENGTH, "frame_length") : in.uint32(0, 0, "frame_length");
    byte[] commitment = in.bytes(suite.commits() ? Suite.COMMITMENT_LENGTH : 0);
    int bodyLength = in.position();
    // Format 2 leaves the IV out: it is zero, once for each derived key.
    byte[] iv = suite.commits() ? new byte[Suite.IV_LENGTH] : in.bytes(Suite.IV_LENGTH);
    byte[] tag = in.bytes(Suite.TAG_LENGTH);
    return new Header(
        suite,
        messageId,
        context,
        wrappedKeys,
        framed,
        frameLength,
        commitment,
        bodyLength,
        iv,
        tag);
  }

  private static Suite suite(ByteReader in) throws Refusal {
    int version = in.uint8();
    if (version != 1 && version != 2) {
      throw Refusal.malformed("version");
    }
    if (version == 1 && in.uint8() != TYPE_AUTHENTICATED) {
      throw Refusal.malformed("type");
    }
    return Suite.of(version, in.uint16());
  }

  private static Map<String, String> context(ByteReader in) throws Refusal {
    int length = in.uint16(0, MAX_CONTEXT_BYTES, "context_length");
    if (length == 0) {
      return Map.of();
    }
    int end = in.position() + length;
    int count = in.uint16(1, MAX_CONTEXT_ENTRIES, "context_entries");
    Map<String, String> context = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String key = in.text(length, "context_key");
      if (context.put(key, in.text(length, "context_value")) != null) {
        throw Refusal.malformed("context_duplicate");
      }
    }
    if (in.position() != end) {
      throw Refusal.malformed("context_length");
    }
    return Collections.unmodifiableMap(context);
  }

  private static List<WrappedKey> wrappedKeys(ByteReader in) throws Refusal {
    int count = in.uint16(1, MAX_WRAPPED_KEYS, "data_keys");
    List<WrappedKey> wrappedKeys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      wrappedKeys.add(
          new WrappedKey(
              in.text(MAX_PROVIDER_ID_BYTES, "provider_id"),
              // Other providers put bytes here; ours puts an ARN, and an ARN is ASCII.
              new String(
                  in.block(MAX_PROVIDER_INFO_BYTES, "provider_info"), StandardCharsets.ISO_8859_1),
              in.block(MAX_WRAPPED_KEY_BYTES, "data_key")));
    }
    return List.copyOf(wrappedKeys);
  }

  private static int contentType(ByteReader in) throws Refusal {
    int contentType = in.uint8();
    if (contentType != UNFRAMED && contentType != FRAMED) {
      throw Refusal.malformed("content_type");
    }
    return contentType;
  }

  private static void reservedAndIvLength(ByteReader in) throws Refusal {
    if (in.uint32() != 0) {
      throw Refusal.malformed("reserved");
    }
    if (in.uint8() != Suite.IV_LENGTH) {
      throw Refusal.malformed("iv_length");
    }
  }
}
