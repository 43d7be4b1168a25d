package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code courier send} by an API that {@code courier.json} describes. */
class SendByHttpTest {

  private static final String DOCUMENT =
      """
      {"httpApis": {"acme": {
        "url": "https://api.example.com/v1/{{trigger}}?key={{secret}}&to={{to}}",
        "headers": {"X-Key": "{{secret}}"},
        "json": {"text": "{{text}}", "code": "{{code}}"},
        "success": {"statuses": [200], "messageId": "/id"}}}}
      """;

  @TempDir private Path folder;

  @Test
  void a_dry_run_prints_the_request_of_any_api_without_network_and_secret() throws IOException {
    Path config = Files.writeString(folder.resolve("courier.json"), DOCUMENT);
    Commanded dryRun =
        Commanded.in(
            Map.of("HTTP_ACME_SECRET", "sentinel-secret"),
            "send",
            "--dry-run",
            "--trigger",
            "Authentication",
            "--to",
            "+14155550123",
            "--code",
            "482913",
            "--config",
            config.toString(),
            "--route",
            "http://acme");

    assertThat(dryRun.err()).isEmpty();
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out())
        .startsWith(
            """
            POST https://api.example.com/v1/Authentication?key=%2A%2A%2A&to=%2B14155550123
            X-Key: ***
            Content-Type: application/json

            {"text":\
            """)
        .contains("\"code\":\"482913\"}")
        .doesNotContain("sentinel-secret");
  }

  @Test
  void a_wrong_entry_is_told_by_its_path() throws IOException {
    Path config =
        Files.writeString(folder.resolve("courier.json"), DOCUMENT.replace("{{code}}", "{{pin}}"));
    Commanded dryRun =
        Commanded.run(
            "send",
            "--dry-run",
            "--trigger",
            "Authentication",
            "--to",
            "+14155550123",
            "--config",
            config.toString(),
            "--route",
            "http://acme");

    assertThat(dryRun.err())
        .contains("courier.json: httpApis.acme.json.code must not ask for {{pin}}; known are ");
    assertThat(dryRun.exitCode()).isNotZero();
  }
}
