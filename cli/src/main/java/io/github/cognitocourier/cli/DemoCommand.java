package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.lambda.CourierFunction;
import io.github.cognitocourier.sandbox.Opening;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.web.Reach;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Fires every trigger through encryption, function and provider sandbox, and checks what arrives.
 */
@Command(
    name = "demo",
    description =
        "Fires all 15 triggers through encryption, function and provider sandbox, and checks every"
            + " message.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final String EMAIL = "jane@example.com";
  private static final String PHONE = "+14155550123";
  private static final String CODE = "482913";
  private static final String PASSWORD = "P<a&b>\"'$&{{x}}";

  @Option(
      names = "--locale",
      paramLabel = "LOCALE",
      defaultValue = "en",
      description = "The user's locale (default: ${DEFAULT-VALUE}).")
  private String locale = "en";

  @Mixin private SandboxProviders providers = new SandboxProviders();

  @Mixin private OwnFiles files = new OwnFiles();

  @Spec private CommandSpec spec;

  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (var sandbox =
        Sandbox.start(
            new Opening(Reach.MACHINE, 0, providers.names()),
            environment -> new CourierFunction(files.over(environment)),
            line -> {})) {
      List<String> sources = texts(get(sandbox, "/api/settings").at("triggerSources"));
      long accepted = 0;
      for (String source : sources) {
        String verdict = fire(sandbox, source);
        out.printf("%-46s %s%n", source, verdict);
        out.flush();
        accepted += verdict.endsWith(" accepted") ? 1 : 0;
      }
      out.println(accepted + " of " + sources.size() + " accepted");
      return accepted == sources.size() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  /**
   * Fires one trigger; ends in {@code accepted} when its message is in the inbox as it should be.
   */
  private String fire(Sandbox sandbox, String source) throws IOException, InterruptedException {
    var trigger = new LinkedHashMap<String, Object>();
    trigger.put("triggerSource", source);
    trigger.put("email", EMAIL);
    trigger.put("phoneNumber", PHONE);
    trigger.put("code", secret(source));
    trigger.put("locale", locale);
    Json result = post(sandbox, "/api/triggers", Json.write(trigger));
    if (!result.at("result").text().equals(Optional.of("delivered"))) {
      return result.at("result").text().orElse("failed")
          + " "
          + result.at("reason").text().orElse("");
    }
    Json message = get(sandbox, "/api/messages").at(0);
    String provider = result.at("provider").requireText();
    long millis = result.at("durationMillis").number().orElse(0L);
    return Arrived.mistake(
            message, source, source.contains("Email") ? EMAIL : PHONE, secret(source))
        .map(mistake -> provider + ": " + mistake)
        .orElse("%-16s %4d ms  accepted".formatted(provider, millis));
  }

  private static String secret(String source) {
    return source.endsWith("AdminCreateUser") ? PASSWORD : CODE;
  }

  private Json get(Sandbox sandbox, String path) throws IOException, InterruptedException {
    return exchange(HttpRequest.newBuilder(uri(sandbox, path)).build());
  }

  private Json post(Sandbox sandbox, String path, String body)
      throws IOException, InterruptedException {
    return exchange(
        HttpRequest.newBuilder(uri(sandbox, path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private Json exchange(HttpRequest request) throws IOException, InterruptedException {
    return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static URI uri(Sandbox sandbox, String path) {
    return URI.create(sandbox.uri() + path);
  }

  private static List<String> texts(Json array) {
    return array.items().stream().map(Json::requireText).toList();
  }

  /** Whether a message is what the trigger should have made of it. */
  private static final class Arrived {

    private Arrived() {}

    static Optional<String> mistake(Json message, String source, String to, String secret) {
      if (!message.at("triggerSource").text().equals(Optional.of(source))) {
        return Optional.of("another trigger");
      }
      if (!message.at("to").text().equals(Optional.of(to))) {
        return Optional.of("another recipient");
      }
      boolean carriesCode = !source.endsWith("AccountTakeOverNotification");
      Optional<String> expected = carriesCode ? Optional.of(secret) : Optional.empty();
      return message.at("hostedTemplate").isAbsent()
          ? inContent(message, source.contains("Email"), expected)
          : inVariables(message.at("hostedVariables"), expected);
    }

    /** The vendor fills a template that it hosts: only what fills it is seen here. */
    private static Optional<String> inVariables(Json variables, Optional<String> expected) {
      if (expected.isPresent()
          && variables.fields().values().stream()
              .noneMatch(variable -> variable.text().equals(expected))) {
        return Optional.of("no code in the template's variables");
      }
      return Optional.empty();
    }

    private static Optional<String> inContent(
        Json message, boolean isEmail, Optional<String> expected) {
      String text = message.at("text").text().orElse("");
      if (text.isBlank()) {
        return Optional.of("no text");
      }
      if (expected.isPresent() && !text.contains(expected.get())) {
        return Optional.of("no code in the text");
      }
      if (isEmail && message.at("subject").text().isEmpty()) {
        return Optional.of("no subject");
      }
      String html = message.at("html").text().orElse("");
      if (isEmail && expected.isPresent() && !html.contains(escaped(expected.get()))) {
        return Optional.of("no code in the HTML");
      }
      return Optional.empty();
    }

    private static String escaped(String text) {
      return text.replace("&", "&amp;")
          .replace("<", "&lt;")
          .replace(">", "&gt;")
          .replace("\"", "&quot;")
          .replace("'", "&#39;");
    }
  }
}
