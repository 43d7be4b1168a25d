package io.github.cognitocourier.aws;

/**
 * A group of regions that share a domain. A region of no other partition belongs to {@link #AWS},
 * as in AWS's SDKs, so a new region needs no new release.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/rande.html">AWS service endpoints</a>
 */
enum Partition {
  CHINA("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
  EUROPEAN_SOVEREIGN_CLOUD("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
  GOV_CLOUD("us-gov-", "amazonaws.com", "api.aws"),
  ISO("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
  ISO_B("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
  ISO_E("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
  ISO_F("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
  AWS("", "amazonaws.com", "api.aws");

  private final String regionPrefix;
  private final String domain;
  private final String dualStackDomain;

  Partition(String regionPrefix, String domain, String dualStackDomain) {
    this.regionPrefix = regionPrefix;
    this.domain = domain;
    this.dualStackDomain = dualStackDomain;
  }

  /** The region's partition. */
  static Partition of(Region region) {
    for (Partition partition : values()) {
      if (region.name().startsWith(partition.regionPrefix)) {
        return partition;
      }
    }
    return AWS;
  }

  /** The domain of its IPv4 endpoints. */
  String domain() {
    return domain;
  }

  /** The domain of its endpoints that answer on IPv4 and IPv6. */
  String dualStackDomain() {
    return dualStackDomain;
  }
}
