package io.github.cognitocourier.core.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One provider of a route: {@code scheme://account?option=value&…}. The account names the
 * credentials ({@code sendgrid://eu} reads {@code SENDGRID_EU_API_KEY}); {@code default} is the
 * nameless one. Holds no secret. Immutable.
 */
public record ProviderUrl(String scheme, String account, Map<String, String> options) {

  private static final String ENDS_OF_LINES = "\n\r\u0085\u2028\u2029";
  private static final String DEFAULT_ACCOUNT = "default";

  /** Copies the options, in their order. */
  public ProviderUrl {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Reads a provider URL; {@code setting} names where it stands, for the error. */
  public static ProviderUrl parse(String setting, String text) {
    int colon = text.indexOf("://");
    int question = text.indexOf('?');
    int end = question < 0 ? text.length() : question;
    String scheme = colon < 0 ? "" : text.substring(0, colon);
    String account = colon < 0 || colon + 3 > end ? "" : text.substring(colon + 3, end);
    if (account.endsWith("/")) {
      account = account.substring(0, account.length() - 1);
    }
    if (!isName(scheme)
        || !Character.isLetter(scheme.charAt(0))
        || !isName(account)
        || !isOneLine(text)) {
      throw new InvalidSettings(
          setting
              + " holds a provider URL that is not of the form scheme://account?option=value, such as"
              + " sendgrid://default.");
    }
    var options = new LinkedHashMap<String, String>();
    String query = question < 0 ? "" : text.substring(question + 1);
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        String name = decoded(setting, pair.substring(0, equals));
        String value = decoded(setting, pair.substring(equals + 1));
        if (options.put(name, value) != null) {
          throw new InvalidSettings(
              setting
                  + " has the option "
                  + name
                  + " twice in its "
                  + scheme
                  + " URL; write it once.");
        }
      } else if (!pair.isEmpty()) {
        throw new InvalidSettings(
            setting
                + " has an option without a value in its "
                + scheme
                + " URL; write option=value.");
      }
    }
    return new ProviderUrl(scheme, account, options);
  }

  private static boolean isOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (ENDS_OF_LINES.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Lower-case letters, digits and hyphens: no regular expression, a cold start feels each. */
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The URL as it is written in a route. */
  public String text() {
    String query =
        options.entrySet().stream()
            .map(option -> encoded(option.getKey()) + "=" + encoded(option.getValue()))
            .collect(Collectors.joining("&"));
    return scheme + "://" + account + (query.isEmpty() ? "" : "?" + query);
  }

  /** The provider's name: the scheme, with {@code /account} unless that is {@code default}. */
  public String name() {
    return account.equals(DEFAULT_ACCOUNT) ? scheme : scheme + "/" + account;
  }

  /**
   * The environment variable of this account: {@code SENDGRID_API_KEY}, {@code
   * SENDGRID_EU_API_KEY}.
   */
  public String variable(String suffix) {
    String prefix = account.equals(DEFAULT_ACCOUNT) ? scheme : scheme + "_" + account;
    return prefix.replace('-', '_').toUpperCase(Locale.ROOT) + "_" + suffix;
  }

  /** The option's value, or empty. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The option as a switch: {@code true} or {@code false}; false when it is not given. */
  public boolean flag(String name) {
    String value = option(name).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw mistake("option " + name + " must be true or false");
    }
    return value.equals("true");
  }

  /**
   * Whether the option is {@code off}, by which the operator says that something has been switched
   * off at the vendor; false when it is not given.
   */
  public boolean isOff(String name) {
    Optional<String> value = option(name);
    if (value.filter(word -> !word.equals("off")).isPresent()) {
      throw mistake("option " + name + " can only be off");
    }
    return value.isPresent();
  }

  /** Refuses every option that is not among {@code known}. */
  public void allow(Set<String> known) {
    for (String name : options.keySet()) {
      if (!known.contains(name)) {
        throw mistake(
            "has no option " + name + "; it knows " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  /**
   * The vendor's base address: the {@code endpoint} option, or {@code vendor} when it is not given.
   * HTTPS only, but plain HTTP to this machine (the sandbox). Never ends in a slash.
   */
  public URI endpoint(String vendor) {
    String text = option("endpoint").orElse(vendor).replaceAll("/+$", "");
    try {
      URI uri = new URI(text);
      boolean encrypted = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
      boolean port = uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65_535);
      boolean plain =
          port && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      if ((encrypted || local) && uri.getHost() != null && plain) {
        return uri;
      }
    } catch (URISyntaxException notAUri) {
      throw mistake("option endpoint is not a URL");
    }
    throw mistake(
        "option endpoint must be https://host[:port][/path]; plain http is for localhost only");
  }

  /** An error about this URL. */
  public InvalidSettings mistake(String sentence) {
    return new InvalidSettings(name() + ": " + sentence + ".");
  }

  private static boolean isLoopback(String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.[0-9]{1,3}){3}"));
  }

  /** Only what would end an option or the URL, so that it looks as the operator has written it. */
  private static String encoded(String text) {
    return Pattern.compile("[\\p{javaWhitespace}()%&]")
        .matcher(text)
        .replaceAll(end -> URLEncoder.encode(end.group(), UTF_8).replace("+", "%20"));
  }

  private static String decoded(String setting, String text) {
    try {
      // A plus sign is itself here, not a space: phone numbers begin with one.
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw new InvalidSettings(setting + " holds a provider URL with a broken %-escape.");
    }
  }
}
