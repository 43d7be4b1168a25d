package io.github.cognitocourier.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One value of DER: a tag and the bytes in it. Reads what others have made, so whatever is not as
 * it should be is a {@link Malformed}.
 *
 * @param start where the value begins, tag and length included
 * @param from where its content begins
 * @param to where it ends
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Der(byte[] bytes, int start, int from, int to) {

  private static final int LONG_TAG = 0x1f;

  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OBJECT_ID = 0x06;
  static final int BMP_STRING = 0x1e;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /** The tag of the element with {@code number} of its sequence's own. */
  static int context(int number) {
    return 0xa0 | number;
  }

  /** Not DER, or not what was expected. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /** The one value that {@code bytes} begin with. */
  static Der of(byte[] bytes) throws Malformed {
    return at(bytes, 0, bytes.length);
  }

  private static Der at(byte[] bytes, int start, int limit) throws Malformed {
    int from = start + 2;
    if (from > limit) {
      throw new Malformed("cut off");
    }
    if ((bytes[start] & LONG_TAG) == LONG_TAG) {
      throw new Malformed("tag");
    }
    int length = bytes[start + 1];
    if (length < 0) {
      int digits = length & 0x7f;
      if (digits == 0 || digits > 3 || from + digits > limit) {
        throw new Malformed("length");
      }
      length = 0;
      for (int i = 0; i < digits; i++) {
        length = (length << 8) | (bytes[from++] & 0xff);
      }
    }
    if (length > limit - from) {
      throw new Malformed("cut off");
    }
    return new Der(bytes, start, from, from + length);
  }

  /** The values in it. */
  List<Der> children() throws Malformed {
    var children = new ArrayList<Der>();
    for (int next = from; next < to; next = children.getLast().to) {
      children.add(at(bytes, next, to));
    }
    return children;
  }

  /** The value number {@code index} in it. */
  Der child(int index) throws Malformed {
    Der child = at(bytes, from, to);
    for (int i = 0; i < index; i++) {
      child = at(bytes, child.to, to);
    }
    return child;
  }

  /** The same, which must have {@code tag}. */
  Der child(int index, int tag) throws Malformed {
    return child(index).require(tag);
  }

  /** This value, which must have {@code tag}. */
  Der require(int tag) throws Malformed {
    if (tag() != tag) {
      throw new Malformed("tag");
    }
    return this;
  }

  int tag() {
    return bytes[start] & 0xff;
  }

  byte[] content() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** With its tag and length. */
  byte[] whole() {
    return Arrays.copyOfRange(bytes, start, to);
  }

  /** Whether {@code other} is this value with its tag and length. */
  boolean isWhole(byte[] other) {
    return to - start == other.length && Arrays.equals(bytes, start, to, other, 0, other.length);
  }

  /** The same bytes, read as a value of its own: what an octet string or an explicit tag holds. */
  Der inner() throws Malformed {
    return at(bytes, from, to);
  }

  /** Whether it is the object identifier with this content. */
  boolean isObjectId(byte[] content) {
    return tag() == OBJECT_ID && Arrays.equals(bytes, from, to, content, 0, content.length);
  }
}
