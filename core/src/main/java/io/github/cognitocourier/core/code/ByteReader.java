package io.github.cognitocourier.core.code;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads big-endian fields from front to back and never past the end. Every length comes with its
 * limit, so that no field decides how much is allocated.
 */
final class ByteReader {

  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == bytes.length;
  }

  int uint8() throws Refusal {
    return (int) unsigned(1);
  }

  int uint16() throws Refusal {
    return (int) unsigned(2);
  }

  long uint32() throws Refusal {
    return unsigned(4);
  }

  /** A 4-byte number from {@code least} to {@code most}. */
  int uint32(int least, int most, String field) throws Refusal {
    return within(uint32(), least, most, field);
  }

  /** An 8-byte number from 0 to {@code most}. */
  int uint64(int most, String field) throws Refusal {
    return within(unsigned(8), 0, most, field);
  }

  /** A 2-byte number from {@code least} to {@code most}. */
  int uint16(int least, int most, String field) throws Refusal {
    return within(uint16(), least, most, field);
  }

  /** The next {@code length} bytes, copied. */
  byte[] bytes(int length) throws Refusal {
    require(length);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** A 2-byte length and as many bytes, at most {@code most}. */
  byte[] block(int most, String field) throws Refusal {
    return bytes(uint16(0, most, field));
  }

  /** A 2-byte length and as many bytes of UTF-8, at most {@code most}. */
  String text(int most, String field) throws Refusal {
    try {
      return strictUtf8(block(most, field));
    } catch (CharacterCodingException notText) {
      throw Refusal.malformed(field);
    }
  }

  /** Decodes UTF-8 without replacing anything. */
  static String strictUtf8(byte[] text) throws CharacterCodingException {
    String decoded = new String(text, StandardCharsets.UTF_8);
    if (decoded.indexOf(REPLACEMENT) < 0) {
      return decoded;
    }
    // Either it stands there, or String's constructor put it in for what it could not decode, which
    // a new decoder reports.
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  private long unsigned(int length) throws Refusal {
    require(length);
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | (bytes[position++] & 0xff);
    }
    return value;
  }

  private void require(int length) throws Refusal {
    if (bytes.length - position < length) {
      throw Refusal.malformed("truncated");
    }
  }

  /** An 8-byte number above 2^63 arrives here as a negative one and is refused, too. */
  private static int within(long value, int least, int most, String field) throws Refusal {
    if (value < least || value > most) {
      throw Refusal.malformed(field);
    }
    return (int) value;
  }
}
