package io.github.cognitocourier.testkit;

import java.nio.ByteBuffer;

/**
 * Where the fields of a message stand, for tests that change them. {@code signature} is where the
 * footer's length stands, or would.
 */
record Layout(
    int context,
    int wrappedKeys,
    int providerId,
    int providerInfo,
    int wrappedKey,
    int contentType,
    int frameLength,
    int headerAuthentication,
    int body,
    int signature) {

  static Layout of(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    boolean first = message[0] == 1;
    int context = first ? 20 : 35;
    int wrappedKeys = context + 2 + in.getShort(context);
    int providerId = wrappedKeys + 2;
    int providerInfo = providerId + 2 + in.getShort(providerId);
    int wrappedKey = providerInfo + 2 + in.getShort(providerInfo);
    int end = providerId;
    for (int i = 0; i < 3 * in.getShort(wrappedKeys); i++) {
      end += 2 + in.getShort(end);
    }
    int frameLength = end + (first ? 6 : 1);
    int headerAuthentication = frameLength + 4 + (first ? 0 : 32);
    int body = headerAuthentication + (first ? 12 : 0) + 16;
    return new Layout(
        context,
        wrappedKeys,
        providerId,
        providerInfo,
        wrappedKey,
        end,
        frameLength,
        headerAuthentication,
        body,
        message[end] == 2
            ? afterFrames(in, body, in.getInt(frameLength))
            : body + 20 + (int) in.getLong(body + 12) + 16);
  }

  private static int afterFrames(ByteBuffer in, int body, int frameLength) {
    int frame = body;
    while (in.getInt(frame) != 0xffff_ffff) {
      frame += 16 + frameLength + 16;
    }
    return frame + 24 + in.getInt(frame + 20) + 16;
  }
}
