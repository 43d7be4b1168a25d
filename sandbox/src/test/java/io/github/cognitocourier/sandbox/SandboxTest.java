package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox as a whole: what it tells of itself, its page, and what it bears. */
class SandboxTest {

  private static final Path PAGE =
      Path.of("src/main/resources/io/github/cognitocourier/sandbox/inbox");

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void it_is_healthy() {
    var answer = caller.get("/api/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void settings_tell_how_to_use_it() {
    Json settings = Json.parse(caller.get("/api/settings").body());
    assertThat(settings.fields().keySet())
        .containsExactly(
            "endpoint",
            "kmsKeyArn",
            "kmsAliasArn",
            "functionName",
            "userPoolId",
            "triggerSources",
            "providers",
            "faultKinds",
            "locales");
    assertThat(settings.at("endpoint").requireText()).isEqualTo(sandbox.uri().toString());
    assertThat(settings.at("kmsKeyArn").requireText()).isEqualTo(sandbox.kmsKeyArn());
    String alias = settings.at("kmsAliasArn").requireText();
    assertThat(alias).endsWith(":alias/cognito-courier");
    assertThat(
            Json.parse(caller.kms("DescribeKey", Map.of("KeyId", alias)).body())
                .at("KeyMetadata")
                .at("Arn")
                .requireText())
        .isEqualTo(sandbox.kmsKeyArn());
    assertThat(settings.at("functionName").requireText()).isEqualTo(sandbox.functionName());
    assertThat(settings.at("triggerSources").items())
        .extracting(Json::requireText)
        .hasSize(15)
        .isEqualTo(CognitoEvents.sources().stream().map(Source::triggerSource).toList());
    assertThat(settings.at("providers").items())
        .extracting(Json::requireText)
        .contains("sendgrid", "twilio");
    assertThat(settings.at("faultKinds").items())
        .extracting(Json::requireText)
        .containsExactly("timeout", "reset", "429", "500", "401", "reject", "garbage");
    assertThat(settings.at("locales").items()).extracting(Json::requireText).contains("en");
  }

  @Test
  void the_environment_leads_every_call_of_the_function_here() {
    String uri = sandbox.uri().toString();
    assertThat(sandbox.environment())
        .containsAllEntriesOf(
            Map.of(
                "AWS_ENDPOINT_URL",
                uri,
                "KMS_KEY_ARN",
                sandbox.kmsKeyArn(),
                "COURIER_EMAIL",
                "sendgrid://default?endpoint=" + uri + "/sendgrid",
                "COURIER_SMS",
                "twilio://default?endpoint=" + uri + "/twilio&from=+15005550006",
                "COURIER_ALLOW_MISSING_USER_POOL",
                "true"));
  }

  @Test
  void every_file_of_the_page_is_served_under_a_strict_policy_and_nothing_else_is()
      throws Exception {
    try (var files = Files.list(PAGE)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        var answer = caller.get("/" + name);
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Files.readString(file));
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
            .matches("text/html.*|text/css.*|text/javascript.*|image/svg\\+xml");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
            .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
            .doesNotContain("unsafe");
      }
    }
    assertThat(caller.get("/").body()).isEqualTo(caller.get("/index.html").body());
    for (String path :
        new String[] {
          "/nothing", "/PageRoom.class", "/../Sandbox.class", "/%2e%2e/Sandbox.class"
        }) {
      assertThat(caller.get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(caller.post("/", "").statusCode()).isEqualTo(405);
  }

  @Test
  void a_taken_port_is_told_and_a_function_that_cannot_be_made_leaves_no_server() {
    int port = sandbox.uri().getPort();
    assertThatThrownBy(() -> Sandbox.start(port, environment -> (in, out, context) -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + port + " of 127.0.0.1 cannot be opened");
    sandbox.close();
    assertThatThrownBy(() ->
            Sandbox.start(
                port,
                environment -> {
                  throw new IllegalArgumentException("no key");
                }))
        .isInstanceOf(IllegalArgumentException.class);
    try (var again = Sandbox.start(port, environment -> (in, out, context) -> {})) {
      assertThat(again.uri().getPort()).isEqualTo(port);
    }
  }

  @Test
  void a_body_that_is_too_large_is_refused() {
    String large = "x".repeat(6 * 1024 * 1024 + 1);
    assertThat(caller.post("/api/triggers", large).statusCode()).isEqualTo(413);
    assertThat(caller.get("/api/health").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/triggers",
        "/api/faults",
        "/sendgrid/v3/mail/send",
        "/",
        "/2015-03-31/functions/cognito-courier/invocations"
      })
  void no_body_makes_it_fail(String path) {
    var random = new Random(7);
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      String body = new String(bytes, StandardCharsets.UTF_8);
      int status =
          caller
              .post(
                  path,
                  i % 2 == 0 ? body : "[".repeat(i * 1000),
                  "Authorization",
                  "Bearer key",
                  "Content-Type",
                  "application/json",
                  "X-Amz-Target",
                  "TrentService.Decrypt")
              .statusCode();
      assertThat(status).isBetween(400, 499);
    }
    assertThat(caller.get("/api/health").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: %s\r\n\r\n",
        "GET /?a=%zz HTTP/1.1\r\nHost: %s\r\n\r\n",
        "GET http://[ HTTP/1.1\r\nHost: %s\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: nine\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001"
      })
  void no_garbage_on_the_line_makes_it_fail(String bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              bytes
                  .replace("%s", sandbox.uri().getAuthority())
                  .getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).doesNotStartWith("HTTP/1.1 2");
    }
    assertThat(caller.get("/api/health").statusCode()).isEqualTo(200);
  }
}
