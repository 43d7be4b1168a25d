package io.github.cognitocourier.sandbox.provider;

import io.github.cognitocourier.sandbox.web.Call;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature of a call to a service of AWS, as far as it can be judged without the key: its
 * form, its scope, its age and what it covers. Each service has names of its own for the errors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
public record AwsSignature(Call call, String service) {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=\\w{1,128}/([0-9]{8})/[a-z0-9-]{1,40}/([a-z0-9-]{1,40})"
              + "/aws4_request, *SignedHeaders=([a-z0-9;-]{1,1000}), *Signature=[0-9a-f]{64}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final Duration OLDEST = Duration.ofMinutes(5);

  /** What kind of error it is. */
  public enum Kind {
    /** There is no signature. */
    MISSING,
    /** It is not of AWS's form, or its date is not that of the call. */
    INCOMPLETE,
    /** It is of another service or of another time, or does not cover what it must. */
    INVALID
  }

  /** An error, with AWS's sentence for it. */
  public record Flaw(Kind kind, String message) {}

  /** What is wrong; empty when nothing is. */
  public Optional<Flaw> flaw(Instant now) {
    Optional<String> authorization = call.header("Authorization").filter(value -> !value.isBlank());
    if (authorization.isEmpty()) {
      return flaw(Kind.MISSING, "Missing Authentication Token");
    }
    Matcher parts = AUTHORIZATION.matcher(authorization.get());
    if (!parts.matches()) {
      return flaw(
          Kind.INCOMPLETE,
          "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
    }
    String stamp = call.header("X-Amz-Date").orElse("");
    Optional<Instant> date = moment(stamp);
    if (date.isEmpty() || !stamp.startsWith(parts.group(1))) {
      return flaw(
          Kind.INCOMPLETE,
          "Authorization header requires existence of a 'X-Amz-Date' header of the credential's date.");
    }
    if (!parts.group(2).equals(service)) {
      return invalid("Credential should be scoped to correct service: '" + service + "'.");
    }
    List<String> signed = List.of(parts.group(3).split(";", -1));
    boolean covered =
        signed.contains("host")
            && call.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-"))
                .allMatch(signed::contains);
    if (!covered) {
      return invalid("'Host' and every 'X-Amz-…' header must be signed.");
    }
    return Duration.between(date.get(), now).abs().compareTo(OLDEST) > 0
        ? invalid("Signature expired: " + stamp + " is too far from " + STAMP.format(now))
        : Optional.empty();
  }

  private static Optional<Instant> moment(String stamp) {
    try {
      return Optional.of(STAMP.parse(stamp, Instant::from));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<Flaw> invalid(String message) {
    return flaw(Kind.INVALID, message);
  }

  private static Optional<Flaw> flaw(Kind kind, String message) {
    return Optional.of(new Flaw(kind, message));
  }
}
