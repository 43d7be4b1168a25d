package io.github.cognitocourier.providers.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.message.Controls;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mail server that a provider URL names, and the login there: {@code
 * smtp://account?host=…&port=587&tls=starttls|implicit|none&username=…&vendor=…&tracking=off&endpoint=…}.
 *
 * @param uri {@code smtp://host:port?tls=…}
 * @param isTracked whether the vendor may rewrite links, or count opens, because the operator has
 *     not said that this is off
 */
public record MailServer(URI uri, String username, Vendor vendor, boolean isTracked) {

  private static final Set<String> TLS = Set.of("starttls", "implicit", "none");
  private static final int BLOCKED = 25;

  /**
   * Reads the URL. Without {@code port} it is 587; without {@code tls}, TLS comes first at 465, and
   * STARTTLS is required elsewhere. A server on this machine may do without.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings when an option is wrong
   */
  public static MailServer of(ProviderUrl url) {
    url.allow(Set.of("endpoint", "host", "port", "tls", "tracking", "username", "vendor"));
    URI uri = uri(url);
    String username = url.option("username").orElse("");
    if (username.isEmpty() || Controls.isIn(username)) {
      throw url.mistake("option username must name the login at the mail server");
    }
    Optional<String> word = url.option("vendor");
    Vendor vendor =
        word.isPresent()
            ? Vendor.named(word.get())
                .orElseThrow(() -> url.mistake("option vendor must be one of " + Vendor.words()))
            : Vendor.at(uri.getHost());
    boolean isTracked = !url.isOff("tracking") && vendor.tracksByAccount();
    return new MailServer(uri, username, vendor, isTracked);
  }

  /**
   * The header with which a session logs in; the password can be read in it.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc4616">RFC 4616, the PLAIN mechanism</a>
   */
  public Map<String, String> login(Secret password) {
    String login = "\0" + username + "\0" + password.reveal();
    return Fields.of(
        "Authorization", "PLAIN " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  /** The server, and how the connection to it is encrypted. */
  private static URI uri(ProviderUrl url) {
    Optional<URI> endpoint = url.option("endpoint").map(text -> endpoint(url, text));
    String host = endpoint.map(URI::getHost).or(() -> url.option("host")).orElse("");
    if (!host.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]") || !isHost(host)) {
      throw url.mistake("option host must be the mail server's name, such as smtp.example.com");
    }
    String word = url.option("port").orElse("587");
    int port = endpoint.map(URI::getPort).orElseGet(() -> port(url, word));
    if (port == BLOCKED) {
      throw url.mistake(
          "port 25 is blocked in AWS Lambda and is not for submission; use 587 or 465");
    }
    String usual = port == 465 ? "implicit" : "starttls";
    String tls = url.option("tls").orElse(endpoint.isPresent() ? "none" : usual);
    if (!TLS.contains(tls)) {
      throw url.mistake("option tls must be starttls, implicit or none");
    }
    if (tls.equals("none") && !isHere(host, port)) {
      throw url.mistake("option tls may be none for a server on this machine only");
    }
    return URI.create("smtp://" + host + ":" + port + "?tls=" + tls);
  }

  /** Whether a URL can hold it. */
  private static boolean isHost(String text) {
    return text.equals(URI.create("smtp://" + text).getHost());
  }

  private static int port(ProviderUrl url, String word) {
    int port = word.matches("[0-9]{1,5}") ? Integer.parseInt(word) : 0;
    if (port < 1 || port > 65_535) {
      throw url.mistake("option port must be a number from 1 to 65535");
    }
    return port;
  }

  private static URI endpoint(ProviderUrl url, String text) {
    String sentence = "option endpoint must be smtp://localhost:port; for another server use host";
    try {
      URI uri = URI.create(text);
      boolean plain =
          "smtp".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getPath().isEmpty()
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (plain && isHere(uri.getHost(), uri.getPort())) {
        return uri;
      }
    } catch (IllegalArgumentException notAUri) {
      throw url.mistake(sentence);
    }
    throw url.mistake(sentence);
  }

  /** A loopback address, by the same rule as for plain HTTP. */
  private static boolean isHere(String host, int port) {
    return Request.staysHere(URI.create("http://" + host + ":" + port));
  }
}
