package io.github.cognitocourier.cli.image;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.Opening;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.runtime.FunctionProcess;
import io.github.cognitocourier.sandbox.web.Reach;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.LocalCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a packaged function in the local cloud, over TLS, under the client of Lambda's runtime API.
 *
 * @param folder what {@link TaskFolder} wrote
 * @param java the JVM that the image starts
 * @param certificate of the local cloud
 * @param trustStore whom the function trusts: everybody's authorities and the certificate's
 * @param log takes what the function's process prints
 */
record Training(
    Path folder, Path java, LocalCertificate certificate, Path trustStore, Consumer<String> log) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The system's authorities, where Lambda's runtime client looks for them first. */
  private static final Path SYSTEM_ROOTS = Path.of("/etc/pki/java/cacerts");

  /** SMTP stays out: its classes would be linked at every start, for the few who use it. */
  private static final String WITHOUT_HTTP = "smtp";

  /** An app client that no provider has. */
  private static final String USUAL = "usual";

  /** Keys and certificates are made in {@code folder}. */
  static Training of(Path task, Path java, Path folder, Consumer<String> log)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path own = java.toRealPath().resolve("../../lib/security/cacerts").normalize();
    Path roots = Files.isRegularFile(SYSTEM_ROOTS) ? SYSTEM_ROOTS : own;
    LocalCertificate certificate = LocalCertificate.forHost("localhost", folder);
    Path trustStore = folder.resolve("cacerts");
    certificate.writeTrustStore(roots, trustStore);
    return new Training(task, java, certificate, trustStore, log);
  }

  /**
   * Fires every trigger twice and one at each provider; returns how many messages were delivered
   * when the process has ended.
   *
   * @throws IllegalStateException when the function does not start, or one is not delivered
   */
  int run(List<String> flags) throws IOException, InterruptedException {
    List<Map<String, Object>> orders = new ArrayList<>();
    for (CognitoEvents.Source source : CognitoEvents.sources()) {
      orders.add(order(source.triggerSource(), USUAL));
      orders.add(order(source.triggerSource(), USUAL));
    }
    for (Channel channel : Channel.values()) {
      String signUp =
          CognitoEvents.sources().stream()
              .filter(source -> source.channel() == channel)
              .findFirst()
              .orElseThrow()
              .triggerSource();
      providers(channel).forEach(name -> orders.add(order(signUp, Opening.clientOf(name))));
    }
    deliver(flags, orders);
    return orders.size();
  }

  /** Delivers one message. */
  void runOnce(List<String> flags) throws IOException, InterruptedException {
    deliver(flags, List.of(order(CognitoEvents.sources().getFirst().triggerSource(), USUAL)));
  }

  private void deliver(List<String> flags, List<Map<String, Object>> orders)
      throws IOException, InterruptedException {
    var opening =
        new Opening(
            Reach.MACHINE,
            0,
            Stream.of(Channel.values()).flatMap(Training::providers).toList(),
            Opening.Choice.CLIENT,
            Optional.of(certificate));
    var started = new AtomicReference<FunctionProcess>();
    // The process ends first, and writes its cache.
    try (var sandbox =
            Sandbox.start(
                opening,
                environment -> {
                  started.set(process(flags, environment));
                  return started.get();
                },
                log);
        var _ = started.get();
        var client = HttpClient.newBuilder().sslContext(certificate.client()).build()) {
      started.get().awaitReady();
      for (Map<String, Object> order : orders) {
        fire(client, sandbox.uri().resolve("/api/triggers"), order);
      }
    }
  }

  private FunctionProcess process(List<String> flags, Map<String, String> environment) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(flags);
    command.add("-Djavax.net.ssl.trustStore=" + trustStore);
    command.add("@" + StartFiles.ARGUMENTS);
    var variables = new LinkedHashMap<>(environment);
    // A machine that builds images may be slow.
    variables.put("COURIER_DEADLINE", PATIENCE.toSeconds() + "s");
    return FunctionProcess.start(command, folder, variables, PATIENCE, log);
  }

  private static void fire(HttpClient client, URI uri, Map<String, Object> order)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(order)))
            .build();
    Json report = Json.parse(client.send(request, BodyHandlers.ofString()).body());
    String clientId = String.valueOf(order.get("clientId"));
    String provider = report.at("provider").text().orElse("").replace('/', '-');
    boolean delivered = report.at("result").text().equals(Optional.of("delivered"));
    if (!delivered || !List.of(USUAL, Opening.clientOf(provider)).contains(clientId)) {
      String reason = report.at("reason").text().orElse("sent by " + provider);
      throw new IllegalStateException(
          order.get("triggerSource") + " for " + clientId + ": " + reason);
    }
  }

  private static Stream<String> providers(Channel channel) {
    return Sandbox.providers(channel).stream().filter(name -> !name.equals(WITHOUT_HTTP));
  }

  private static Map<String, Object> order(String source, String clientId) {
    return Map.of(
        "triggerSource", source,
        "clientId", clientId,
        "email", "jane@example.com",
        "phoneNumber", "+14155550123",
        "code", "482913",
        "locale", "en");
  }
}
