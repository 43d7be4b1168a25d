package io.github.cognitocourier.sandbox.inbox;

import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The inbox page: {@code index.html} at {@code /}, its other files by name, nothing else. The page
 * runs its own scripts and styles only and talks to the sandbox only, whatever a mail holds.
 */
public final class PageRoom implements Room {

  /** The page's files; no other is ever read. */
  static final List<String> FILES =
      List.of(
          "api.js",
          "clipboard.js",
          "clock.js",
          "code.js",
          "connect.js",
          "controls.css",
          "detail.css",
          "detail.js",
          "dialogs.css",
          "dialogs.js",
          "dom.js",
          "faults.js",
          "favicon.svg",
          "inbox.css",
          "inbox.js",
          "index.html",
          "keys.js",
          "list.css",
          "list.js",
          "mail-frame.js",
          "mail-view.js",
          "palette.css",
          "postmark.js",
          "read.js",
          "request-view.js",
          "segments.js",
          "sms-view.js",
          "tabs.js",
          "template-view.js",
          "theme.js",
          "trigger.js",
          "views.css");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  @Override
  public Answer answer(Call call) {
    String name = call.path().equals("/") ? "index.html" : call.path().substring(1);
    if (!FILES.contains(name)) {
      return Answer.error(404, "There is nothing at this address.");
    }
    if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
      return Answer.methodNotAllowed("GET");
    }
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return new Answer.Whole(
        200,
        Map.of(
            "Content-Type",
            type == null ? "application/octet-stream" : type,
            "Cache-Control",
            "no-cache",
            "Content-Security-Policy",
            POLICY,
            "Referrer-Policy",
            "no-referrer"),
        bytes(name));
  }

  private static byte[] bytes(String name) {
    try (InputStream file = PageRoom.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the inbox page lacks its file " + name);
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
