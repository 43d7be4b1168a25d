package io.github.cognitocourier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.message.Secret;
import java.util.Base64;

/**
 * The {@code Authorization} header of the Basic scheme.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
public final class BasicAuth {

  private BasicAuth() {}

  /**
   * The header's value, in which the password can be read: it goes into a request and nowhere else.
   *
   * @throws IllegalArgumentException for a user with a colon, which would end the name early
   */
  public static String header(String user, Secret password) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user's name must not contain a colon");
    }
    byte[] credentials = (user + ":" + password.reveal()).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }
}
