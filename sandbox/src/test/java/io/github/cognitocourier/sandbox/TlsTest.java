package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.route.Route;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.web.Reach;
import io.github.cognitocourier.testkit.LocalCertificate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that speaks HTTPS, with a client for each provider. */
class TlsTest {

  private static final List<String> PROVIDERS =
      Stream.of(Channel.values()).flatMap(each -> Sandbox.providers(each).stream()).toList();

  @TempDir private static Path folder;

  private static LocalCertificate certificate;
  private Sandbox sandbox;

  @BeforeAll
  static void certify() throws Exception {
    certificate = LocalCertificate.forHost("localhost", folder);
  }

  @BeforeEach
  void start() {
    var opening =
        new Opening(Reach.MACHINE, 0, PROVIDERS, Opening.Choice.CLIENT, Optional.of(certificate));
    sandbox = Sandbox.start(opening, _ -> (_, _, _) -> {}, _ -> {});
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void who_knows_the_authority_is_served_and_nobody_else() throws Exception {
    assertThat(sandbox.uri().toString()).startsWith("https://localhost:");
    try (var client = HttpClient.newBuilder().sslContext(certificate.client()).build()) {
      assertThat(Json.parse(settings(client)).at("endpoint").text())
          .hasValue(sandbox.uri().toString());
    }
    try (var stranger = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> settings(stranger)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void the_function_is_led_to_it_by_https() {
    assertThat(sandbox.environment().get("AWS_ENDPOINT_URL")).isEqualTo(sandbox.uri().toString());
    assertThat(sandbox.environment().values())
        .noneMatch(value -> value.contains("http://127.0.0.1"));
  }

  @Test
  void each_provider_has_an_app_client() {
    for (Channel channel : Channel.values()) {
      String setting = "COURIER_" + channel.name();
      String text = sandbox.environment().get(setting);

      assertThat(Route.parse(setting, text, channel).providers())
          .hasSizeGreaterThanOrEqualTo(Sandbox.providers(channel).size());
      assertThat(Sandbox.providers(channel))
          .allSatisfy(name ->
              assertThat(text).containsPattern("[( ]" + Opening.clientOf(name) + "=[a-z-]+://"));
    }
  }

  @Test
  void a_trust_store_has_the_systems_authorities_as_well() throws Exception {
    Path roots = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    Path mine = folder.resolve("cacerts");
    certificate.writeTrustStore(roots, mine);

    KeyStore before = KeyStore.getInstance(roots.toFile(), (char[]) null);
    KeyStore after = KeyStore.getInstance(mine.toFile(), (char[]) null);
    assertThat(after.getType()).isEqualTo(before.getType());
    assertThat(after.size()).isEqualTo(before.size() + 1);
  }

  private String settings(HttpClient client) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(sandbox.uri().resolve("/api/settings")).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
