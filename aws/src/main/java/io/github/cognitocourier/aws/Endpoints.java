package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where each service answers. By default the regional endpoint of the region's partition; AWS's own
 * variables change that: {@code AWS_ENDPOINT_URL_<SERVICE>}, {@code AWS_ENDPOINT_URL}, {@code
 * AWS_USE_FIPS_ENDPOINT}, {@code AWS_USE_DUALSTACK_ENDPOINT}. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     Service-specific endpoints</a>
 */
public final class Endpoints {

  private static final String ANY_SERVICE = "AWS_ENDPOINT_URL";
  private static final String FIPS = "AWS_USE_FIPS_ENDPOINT";
  private static final String DUAL_STACK = "AWS_USE_DUALSTACK_ENDPOINT";

  /** Where Cognito's FIPS endpoints answer on IPv6 under the ordinary domain. */
  private static final Set<String> COGNITO_FIPS_REGIONS =
      Set.of("us-east-1", "us-east-2", "us-west-1", "us-west-2");

  private final Map<AwsService, URI> overrides;
  private final boolean fips;
  private final boolean dualStack;

  private Endpoints(Map<AwsService, URI> overrides, boolean fips, boolean dualStack) {
    this.overrides = new EnumMap<>(overrides);
    this.fips = fips;
    this.dualStack = dualStack;
  }

  /**
   * Reads the variables. Throws {@link InvalidSettings} for an endpoint that is not HTTPS (plain
   * HTTP is for this machine only), and for an endpoint together with FIPS or dual stack, which
   * AWS's SDKs refuse as well.
   */
  public static Endpoints of(Environment environment) {
    boolean fips = flag(environment, FIPS);
    boolean dualStack = flag(environment, DUAL_STACK);
    var overrides = new EnumMap<AwsService, URI>(AwsService.class);
    for (AwsService service : AwsService.values()) {
      String variable =
          environment.get(service.endpointVariable()).isPresent()
              ? service.endpointVariable()
              : ANY_SERVICE;
      Optional<String> url = environment.get(variable);
      if (url.isPresent() && (fips || dualStack)) {
        throw new InvalidSettings(
            variable + " cannot be combined with " + (fips ? FIPS : DUAL_STACK) + "=true.");
      }
      url.ifPresent(text -> overrides.put(service, endpoint(variable, text)));
    }
    return new Endpoints(overrides, fips, dualStack);
  }

  /** The service's base address in the region; never ends in a slash unless the path is empty. */
  public URI of(AwsService service, Region region) {
    URI override = overrides.get(service);
    return override != null
        ? override
        : URI.create(
            "https://"
                + service.prefix()
                + (hasFipsName(service, region) ? "-fips." : ".")
                + region
                + "."
                + domain(service, region)
                + "/");
  }

  /** Whether a variable of AWS's says where the service answers. */
  public boolean isOverridden(AwsService service) {
    return overrides.containsKey(service);
  }

  /** The host of a multi-region endpoint of SES; empty when FIPS is asked for, which it has not. */
  public Optional<String> globalMail(String endpointId, Region region) {
    Partition partition = Partition.of(region);
    String domain = dualStack ? "global." + partition.dualStackDomain() : partition.domain();
    return fips ? Optional.empty() : Optional.of(endpointId + ".endpoints.email." + domain);
  }

  /** In GovCloud the ordinary endpoints of SSM and SNS are those with FIPS. */
  private boolean hasFipsName(AwsService service, Region region) {
    boolean ordinary =
        (service == AwsService.SSM || service == AwsService.SNS)
            && !dualStack
            && Partition.of(region) == Partition.GOV_CLOUD;
    return fips && !ordinary;
  }

  private String domain(AwsService service, Region region) {
    Partition partition = Partition.of(region);
    if (!dualStack) {
      return partition.domain();
    }
    return switch (service) {
      case KMS, SSM, SES, SNS, SMS_VOICE -> partition.dualStackDomain();
      case SECRETS_MANAGER ->
          switch (partition) {
            case AWS, GOV_CLOUD -> partition.domain();
            case CHINA -> fips ? partition.dualStackDomain() : partition.domain();
            case EUROPEAN_SOVEREIGN_CLOUD, ISO, ISO_B, ISO_E, ISO_F -> partition.dualStackDomain();
          };
      case COGNITO_IDENTITY_PROVIDER ->
          partition == Partition.AWS && (!fips || COGNITO_FIPS_REGIONS.contains(region.name()))
              ? partition.domain()
              : partition.dualStackDomain();
    };
  }

  private static URI endpoint(String variable, String text) {
    try {
      URI uri = new URI(text);
      boolean safe = "https".equals(uri.getScheme()) || Request.staysHere(uri);
      if (safe && Request.canGoTo(uri) && uri.getRawQuery() == null) {
        return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
      }
    } catch (URISyntaxException notAUri) {
      throw new InvalidSettings(variable + " is not a URL.");
    }
    throw new InvalidSettings(
        variable + " must be https://host[:port][/path]; plain http is for localhost only.");
  }

  private static boolean flag(Environment environment, String variable) {
    String value = environment.get(variable).orElse("false");
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw new InvalidSettings(variable + " must be true or false.");
    }
    return value.equalsIgnoreCase("true");
  }
}
