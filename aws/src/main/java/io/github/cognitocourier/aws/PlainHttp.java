package io.github.cognitocourier.aws;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;

/** Which hosts may be spoken to without TLS, because the traffic does not leave the machine. */
final class PlainHttp {

  /**
   * The credential endpoints of ECS and EKS.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">
   *     Container credential provider</a>
   */
  private static final Set<String> CREDENTIAL_HOSTS =
      Set.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

  private PlainHttp() {}

  /** HTTPS to any host, or HTTP to this machine; without user information and fragment. */
  static boolean isSafe(URI uri) {
    return isHttp(uri) && (uri.getScheme().equals("https") || isLoopback(uri.getHost()));
  }

  /** The same, or HTTP to a credential endpoint of ECS or EKS. */
  static boolean isSafeForCredentials(URI uri) {
    return isSafe(uri) || (isHttp(uri) && CREDENTIAL_HOSTS.contains(uri.getHost()));
  }

  private static boolean isHttp(URI uri) {
    String scheme = String.valueOf(uri.getScheme());
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && (scheme.equals("https") || scheme.equals("http"));
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
