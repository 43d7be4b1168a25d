package io.github.cognitocourier.http;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Writes DER, of whatever sense. */
final class DerBytes {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private DerBytes() {}

  static byte[] value(int tag, byte[]... parts) {
    byte[] content = joined(parts);
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  static byte[] octets(byte[]... parts) {
    return value(0x04, parts);
  }

  static byte[] bits(byte[] whole) {
    return value(0x03, new byte[1], whole);
  }

  /** The object identifier with this content, in hexadecimal digits. */
  static byte[] objectId(String content) {
    return value(0x06, HexFormat.of().parseHex(content));
  }

  static byte[] time(Instant instant) {
    return value(0x18, TIME.format(instant).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
