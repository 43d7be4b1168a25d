package io.github.cognitocourier.sandbox.web;

import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What a room answers. */
public sealed interface Answer {

  /** A whole answer: status, headers, body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Whole(int status, Map<String, String> headers, byte[] body) implements Answer {

    /** Copies the headers. */
    public Whole {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The same answer with one more header. */
    public Whole with(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Whole(status, more, body);
    }

    @Override
    public String toString() {
      return "Whole[" + status + "]";
    }
  }

  /** A body that is written piece by piece until its writer returns, or the client goes. */
  record Stream(String contentType, Writer writer) implements Answer {}

  /** The request has been read; the connection is dropped without an answer. */
  record Dropped() implements Answer {}

  /** No answer: the connection is held until the latch opens, then dropped. */
  record Withheld(CountDownLatch until) implements Answer {}

  /** Writes a streamed body on a thread of its own. */
  @FunctionalInterface
  interface Writer {

    /** Writes until there is nothing more to say; throws when the client has gone. */
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /** A JSON document of maps, lists, strings, numbers, booleans. */
  static Whole json(int status, Object document) {
    return text(status, "application/json", Json.write(document));
  }

  /** Text in UTF-8. */
  static Whole text(int status, String contentType, String body) {
    return new Whole(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  /** No body. */
  static Whole empty(int status) {
    return new Whole(status, Map.of(), new byte[0]);
  }

  /** The sandbox's own refusal: {@code {"error": "a sentence"}}. */
  static Whole error(int status, String sentence) {
    return json(status, Map.of("error", sentence));
  }

  /** 405 with the methods that are allowed. */
  static Whole methodNotAllowed(String allowed) {
    return error(405, "This address answers " + allowed + " only.").with("Allow", allowed);
  }
}
