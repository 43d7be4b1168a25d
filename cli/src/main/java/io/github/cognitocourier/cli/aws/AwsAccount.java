package io.github.cognitocourier.cli.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The account and region in which a command works: {@code --profile} and {@code --region}, by
 * default those of the AWS CLI (its environment variables and its configuration files, SSO and
 * roles included).
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">
 *     Standardized credential providers</a>
 */
public final class AwsAccount {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The region of the user pool (default: the AWS CLI's).")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A profile of the AWS CLI's configuration (default: the AWS CLI's).")
  private @Nullable String profile;

  /** A client in this account and region; to be closed by the caller. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient>
      C client(B builder) {
    return client(builder, Optional.empty());
  }

  /** A client in another region than the command's: a key or a secret has its own in its ARN. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient>
      C client(B builder, Optional<String> otherRegion) {
    SdkHttpClient.Builder<?> http = UrlConnectionHttpClient.builder();
    builder.httpClientBuilder(http);
    if (profile != null) {
      builder.credentialsProvider(
          DefaultCredentialsProvider.builder().profileName(profile).build());
      String name = profile;
      // What the caller has configured stays.
      builder.overrideConfiguration(
          builder.overrideConfiguration().copy(each -> each.defaultProfileName(name)));
    }
    otherRegion
        .or(() -> Optional.ofNullable(region))
        .or(AwsAccount::defaultRegion)
        .ifPresent(name -> builder.region(Region.of(name)));
    return builder.build();
  }

  /** The AWS CLI's older variable, which the SDK for Java does not read. */
  private static Optional<String> defaultRegion() {
    return Optional.ofNullable(System.getenv("AWS_REGION"))
        .or(() -> Optional.ofNullable(System.getenv("AWS_DEFAULT_REGION")))
        .filter(name -> !name.isBlank());
  }

  /**
   * The words as a command of the AWS CLI in this account, ready for a shell.
   *
   * @param actualRegion the one in which this command works, wherever its name came from
   */
  public String command(String actualRegion, String... words) {
    var all = new ArrayList<>(List.of("aws"));
    all.addAll(List.of(words));
    all.addAll(List.of("--region", actualRegion));
    Optional.ofNullable(profile).ifPresent(name -> all.addAll(List.of("--profile", name)));
    return all.stream().map(AwsAccount::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
