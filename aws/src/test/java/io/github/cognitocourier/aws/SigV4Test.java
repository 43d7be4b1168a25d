package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SigV4Test {

  /** Of all of them: what it keeps of one must not get into another. */
  private static final SigningKeys KEYS = new SigningKeys(Cryptography.ofJdk());

  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  private static final Credentials EXAMPLE =
      new Credentials(
          "AKIDEXAMPLE",
          new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
          Optional.empty(),
          Instant.MAX);
  private static final int RANDOM_REQUESTS = 5_000;
  private static final List<String> LETTERS =
      List.of("a", "Z", "9", "-", ".", "_", "~", "!", "*", "'", "(", ")", ",", "=", "+", "€", "😀");

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "sigv4-examples.txt",
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      emptyValue = "")
  void signs_as_the_example_says(
      String name,
      String method,
      String path,
      String headers,
      String body,
      String signedHeaders,
      String signature) {
    var request =
        new Request(
            method,
            URI.create("https://example.amazonaws.com" + path),
            headers(headers),
            Optional.ofNullable(body).orElse(""));

    Request signed = SigV4.sign(request, EXAMPLE, new Region("us-east-1"), "service", NOW, KEYS);

    assertThat(signed.headers())
        .containsEntry("X-Amz-Date", "20150830T123600Z")
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders="
                + signedHeaders
                + ", Signature="
                + signature);
  }

  @Test
  void agrees_with_awss_own_signer_about_random_requests() {
    var random = new Random(4711);
    for (int i = 0; i < RANDOM_REQUESTS; i++) {
      Request request = randomRequest(random);
      Credentials credentials = randomCredentials(random);
      Instant now = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));

      Request signed = SigV4.sign(request, credentials, new Region("eu-west-1"), "kms", now, KEYS);

      assertThat(signed.headers().get("Authorization"))
          .as("%s %s %s at %s", request, request.uri(), request.headers(), now)
          .isEqualTo(
              SdkSigner.authorization(
                  request.method(),
                  // As it is on the wire: AWS's signer takes letters outside ASCII as they are.
                  URI.create(request.uri().toASCIIString()),
                  request.headers(),
                  request.body(),
                  credentials,
                  "eu-west-1",
                  "kms",
                  now));
    }
  }

  @Test
  void signs_the_host_in_small_letters_as_the_exchange_writes_it() {
    assertThat(authorization("https://EXAMPLE.com/"))
        .isEqualTo(authorization("https://example.com"));
  }

  @Test
  void refuses_a_query_instead_of_signing_it_wrongly() {
    var request = new Request("GET", URI.create("https://example.com/?a=b"), Map.of(), "");

    assertThatThrownBy(
            () -> SigV4.sign(request, EXAMPLE, new Region("us-east-1"), "service", NOW, KEYS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String authorization(String uri) {
    var request = Request.post(URI.create(uri), Map.of(), "{}");
    return SigV4.sign(request, EXAMPLE, new Region("us-east-1"), "service", NOW, KEYS)
        .headers()
        .get("Authorization");
  }

  private static Map<String, String> headers(String fields) {
    var headers = new LinkedHashMap<String, String>();
    if (fields != null) {
      for (String field : fields.split(";", -1)) {
        int equals = field.indexOf('=');
        headers.put(field.substring(0, equals), field.substring(equals + 1));
      }
    }
    return headers;
  }

  private static Request randomRequest(Random random) {
    String host = random.nextBoolean() ? "https://kms.eu-west-1.amazonaws.com" : "http://127.0.0.1";
    String port = List.of("", "", ":443", ":80", ":8025").get(random.nextInt(5));
    var headers = new LinkedHashMap<String, String>();
    String body =
        random.nextInt(4) == 0 ? "" : word(random, List.of("{", "\"", "ü", "\n", "😀", "x"));
    // AWS's signer adds this one itself; here it is a header like any other.
    headers.put("X-Amz-Content-Sha256", SigV4.sha256(body, Cryptography.ofJdk()));
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.put("X-Odd-" + random.nextInt(20), " " + word(random, List.of("a", " ", "B", "=")));
    }
    return new Request(
        List.of("GET", "POST", "PUT", "DELETE").get(random.nextInt(4)),
        URI.create(host + port + randomPath(random)),
        headers,
        body);
  }

  private static String randomPath(Random random) {
    List<String> segments =
        List.of("", ".", "..", "%20", "%2F", "%c3%a4", "a", word(random, LETTERS));
    return "/"
        + IntStream.range(0, random.nextInt(5))
            .mapToObj(i -> segments.get(random.nextInt(segments.size())))
            .collect(Collectors.joining("/"));
  }

  private static Credentials randomCredentials(Random random) {
    Optional<Secret> token =
        random.nextBoolean()
            ? Optional.of(new Secret("T" + word(random, List.of("+", "/", "=", "x"))))
            : Optional.empty();
    return new Credentials(
        "AKID" + random.nextInt(1_000),
        new Secret("S" + word(random, List.of("s", "/", "+", "9"))),
        token,
        Instant.MAX);
  }

  private static String word(Random random, List<String> letters) {
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(i -> letters.get(random.nextInt(letters.size())))
        .collect(Collectors.joining());
  }
}
