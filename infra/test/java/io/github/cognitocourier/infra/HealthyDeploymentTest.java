package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the quickstart deploys, in the eyes of {@code courier doctor}. */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class HealthyDeploymentTest {

  private static final Map<String, String> SENDGRID =
      Map.of(
          "/v3/scopes",
          "{\"scopes\":[\"mail.send\"]}",
          "/v3/whitelabel/domains",
          "[{\"domain\":\"example.com\",\"valid\":true}]");

  @TempDir private Path folder;

  @Test
  void the_doctor_finds_nothing_broken_in_the_quickstart() throws Exception {
    HttpServer vendor = vendor();
    try (Cloud cloud = Cloud.start(folder)) {
      cloud.ask(
          "ssm",
          "put-parameter",
          "--name",
          "/cognito-courier/SENDGRID_API_KEY",
          "--type",
          "SecureString",
          "--value",
          "SG.loopback");
      cloud
          .deploy(
              "--stack",
              "demo",
              "--template",
              "quickstart",
              "--zip",
              cloud.zip("a.zip", "a"),
              "From=Example <no-reply@example.com>",
              "EmailRoute=sendgrid://default?endpoint=http://127.0.0.1:"
                  + vendor.getAddress().getPort(),
              "Secrets=/cognito-courier")
          .orFail();
      Map<String, String> outputs = cloud.outputs("demo");
      grantAsCognitoDoes(cloud, outputs);

      Command.Ended examined =
          cloud.paste("./courier doctor --user-pool-id " + outputs.get("UserPoolId"), "");

      assertThat(examined.output()).contains("Nothing is broken").doesNotContain("SG.loopback");
      assertThat(examined.exitCode()).as(examined.output() + examined.errors()).isZero();
    } finally {
      vendor.stop(0);
    }
  }

  /** moto makes none when a pool names a key. */
  private static void grantAsCognitoDoes(Cloud cloud, Map<String, String> outputs)
      throws InterruptedException {
    cloud.ask(
        "kms",
        "create-grant",
        "--key-id",
        outputs.get("KeyArn"),
        "--grantee-principal",
        "cognito-idp.amazonaws.com",
        "--operations",
        "GenerateDataKey",
        "--constraints",
        "EncryptionContextSubset={userpool-id=" + outputs.get("UserPoolId") + "}");
  }

  private static HttpServer vendor() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer =
              SENDGRID
                  .getOrDefault(exchange.getRequestURI().getPath(), "{}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
