package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.aws.AwsService;
import io.github.cognitocourier.aws.Endpoints;
import io.github.cognitocourier.aws.Region;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a service is asked: in the region of the option {@code region}, or else in the function's
 * own; at the option {@code endpoint}, or else where AWS's variables or its rules put the service.
 *
 * @param base never ends in a slash
 */
public record Place(AwsService service, Region region, URI base) {

  private static final String REGION = "AWS_REGION";

  /**
   * As the URL and the environment say. Throws {@link InvalidSettings} when one of them is wrong.
   */
  public static Place of(ProviderUrl url, Environment environment, AwsService service) {
    Optional<String> chosen = url.option("region");
    if (chosen.filter(name -> !Region.isLabel(name)).isPresent()) {
      throw url.mistake("option region is not a region such as eu-central-1");
    }
    Region region = chosen.map(Region::new).orElseGet(() -> own(environment));
    URI base = url.endpoint(Endpoints.of(environment).of(service, region).toString());
    return new Place(service, region, base);
  }

  /**
   * SES, at the multi-region endpoint {@code endpointId} when there is one; an address that the
   * operator gives, by an option or by AWS's variables, comes before it.
   *
   * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/global-endpoints.html">Global
   *     endpoints</a>
   */
  static Place ofMail(ProviderUrl url, Environment environment, Optional<String> endpointId) {
    Place regional = of(url, environment, AwsService.SES);
    if (endpointId.isEmpty()) {
      return regional;
    }
    if (!endpointId.get().matches("[a-z0-9]+(\\.[a-z0-9]+)*")) {
      throw url.mistake("option endpoint-id is an id such as abcde.ab0");
    }
    Endpoints endpoints = Endpoints.of(environment);
    if (url.option("endpoint").isPresent() || endpoints.isOverridden(AwsService.SES)) {
      return regional;
    }
    String host =
        endpoints
            .globalMail(endpointId.get(), regional.region())
            .orElseThrow(() ->
                url.mistake("option endpoint-id cannot be combined with AWS_USE_FIPS_ENDPOINT"));
    return new Place(AwsService.SES, regional.region(), URI.create("https://" + host));
  }

  /** A path of the service, with its slash at the beginning. */
  public URI path(String path) {
    return URI.create(base + path);
  }

  private static Region own(Environment environment) {
    boolean isSet =
        environment.get(REGION).isPresent() || environment.get("AWS_DEFAULT_REGION").isPresent();
    if (isSet) {
      return Region.of(environment);
    }
    // A dry run shows the variable's name, as far as a host name can: aws-region.
    String name = environment.require(REGION, "the user pool's region, such as eu-central-1");
    return new Region(name.replaceAll("[{}]", "").replace('_', '-').toLowerCase(Locale.ROOT));
  }
}
