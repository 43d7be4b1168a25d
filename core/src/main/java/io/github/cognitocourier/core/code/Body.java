package io.github.cognitocourier.core.code;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a message: numbered frames of equal length and a last one that may be shorter, or one
 * block.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#body-structure">
 *     Body structure</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/body-aad-reference.html">
 *     Body AAD</a>
 */
record Body(List<Frame> frames) {

  /** A code has 6 to 8 digits, a temporary password at most 256 characters. */
  static final int MAX_PLAINTEXT_BYTES = 16 * 1024;

  private static final int MAX_FRAMES = 1024;
  private static final long FINAL_FRAME = 0xffff_ffffL;

  /** One encrypted piece; {@code sealed} ends in its tag. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(Kind kind, int sequence, byte[] iv, byte[] sealed) {}

  /** The kinds of frames, with the words that bind each to its place. */
  enum Kind {
    REGULAR("AWSKMSEncryptionClient Frame"),
    FINAL("AWSKMSEncryptionClient Final Frame"),
    UNFRAMED("AWSKMSEncryptionClient Single Block");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  static Body parse(ByteReader in, Header header) throws Refusal {
    return new Body(header.framed() ? frames(in, header.frameLength()) : List.of(unframed(in)));
  }

  private static Frame unframed(ByteReader in) throws Refusal {
    byte[] iv = in.bytes(Suite.IV_LENGTH);
    int length = in.uint64(MAX_PLAINTEXT_BYTES, "content_length");
    return new Frame(Kind.UNFRAMED, 1, iv, in.bytes(length + Suite.TAG_LENGTH));
  }

  private static List<Frame> frames(ByteReader in, int frameLength) throws Refusal {
    List<Frame> frames = new ArrayList<>();
    int total = 0;
    while (true) {
      int sequence = frames.size() + 1;
      long number = in.uint32();
      boolean last = number == FINAL_FRAME;
      if ((last ? in.uint32() : number) != sequence) {
        throw Refusal.malformed("sequence_number");
      }
      byte[] iv = in.bytes(Suite.IV_LENGTH);
      int length = last ? in.uint32(0, frameLength, "content_length") : frameLength;
      total += length;
      if (total > MAX_PLAINTEXT_BYTES || sequence > MAX_FRAMES) {
        throw Refusal.malformed("content_length");
      }
      byte[] sealed = in.bytes(length + Suite.TAG_LENGTH);
      frames.add(new Frame(last ? Kind.FINAL : Kind.REGULAR, sequence, iv, sealed));
      if (last) {
        return List.copyOf(frames);
      }
    }
  }

  /** Decrypts every frame; refuses the whole when the tag of one does not fit. */
  byte[] open(MessageKey key, Header header) throws Refusal {
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      plaintext.writeBytes(
          key.open(frame.iv(), additionalData(frame, header), frame.sealed(), "body_tag"));
    }
    return plaintext.toByteArray();
  }

  private static byte[] additionalData(Frame frame, Header header) {
    byte[] messageId = header.messageId();
    byte[] label = frame.kind().label.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(messageId.length + label.length + Integer.BYTES + Long.BYTES)
        .put(messageId)
        .put(label)
        .putInt(frame.sequence())
        .putLong(frame.sealed().length - Suite.TAG_LENGTH)
        .array();
  }
}
