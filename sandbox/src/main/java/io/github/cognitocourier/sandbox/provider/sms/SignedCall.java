package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.sandbox.web.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a call to AWS bears a signature of version 4, as far as that can be seen without the key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">
 *     Authentication methods</a>
 */
record SignedCall(Call call, String service) {

  /** What is wrong with a signature. */
  enum Flaw {
    /** There is none. */
    MISSING,
    /** It is not of AWS's form, or its date is not that of the call. */
    INCOMPLETE,
    /** It was made for another service. */
    WRONG_SERVICE
  }

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=\\w{1,128}/([0-9]{8})/[a-z0-9-]+/([a-z0-9-]+)/aws4_request,"
              + " *SignedHeaders=([a-z0-9;-]+), *Signature=[0-9a-f]{64}");

  Optional<Flaw> flaw() {
    String authorization = call.header("Authorization").orElse("");
    if (authorization.isEmpty()) {
      return Optional.of(Flaw.MISSING);
    }
    Matcher parts = AUTHORIZATION.matcher(authorization);
    String date = call.header("X-Amz-Date").orElse("");
    if (!parts.matches()
        || !date.matches("[0-9]{8}T[0-9]{6}Z")
        || !date.startsWith(parts.group(1))) {
      return Optional.of(Flaw.INCOMPLETE);
    }
    List<String> signed = Arrays.asList(parts.group(3).split(";"));
    if (!signed.contains("host") || !signed.contains("x-amz-date")) {
      return Optional.of(Flaw.INCOMPLETE);
    }
    return parts.group(2).equals(service) ? Optional.empty() : Optional.of(Flaw.WRONG_SERVICE);
  }
}
