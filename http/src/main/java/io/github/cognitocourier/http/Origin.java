package io.github.cognitocourier.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Where a connection leads: one host and port, with TLS or, on this machine, without. */
record Origin(boolean tls, String host, int port) {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /**
   * Where ECS and EKS hand out credentials: link-local addresses that speak plain http only.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">
   *     Container credential provider</a>
   */
  private static final Set<String> CREDENTIAL_HOSTS =
      Set.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

  /**
   * The origin of an absolute http or https URI.
   *
   * @throws IllegalArgumentException for any other URI, one with user information, and plain http
   *     to a host that is neither loopback nor a credential endpoint of ECS or EKS
   */
  static Origin of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    String host = uri.getHost();
    if (host == null || !(tls || scheme.equals("http")) || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a request goes to https://host[:port]/path");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : (tls ? HTTPS : HTTP);
    if (port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }
    var origin = new Origin(tls, host.toLowerCase(Locale.ROOT), port);
    if (!tls && !origin.isLoopback() && !CREDENTIAL_HOSTS.contains(origin.host())) {
      throw new IllegalArgumentException(
          "plain http is for loopback hosts only: 127.0.0.0/8, ::1 and localhost");
    }
    return origin;
  }

  /** The value of the {@code Host} header: the port only when it is not the scheme's own. */
  String authority() {
    return port == (tls ? HTTPS : HTTP) ? host : host + ":" + port;
  }

  /** The host as the resolver takes it: an IPv6 address without its brackets. */
  String hostName() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  boolean isLoopback() {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(hostName()).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
