package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.Courier;
import io.github.cognitocourier.core.Invocation;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.delivery.Breaker;
import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.route.Routes;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.template.Messages;
import io.github.cognitocourier.core.template.Templates;
import io.github.cognitocourier.core.trigger.Recipients;
import io.github.cognitocourier.core.trigger.Users;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.conformance.FakeProvider;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message hosted at one provider must not be lost when another one has to send it. */
class HostedFailoverTest {

  private static final String DOCUMENT =
      "{\"brand\":{\"hostedTemplates\":{\"sendgrid\":{\"SignUp\":{\"en\":\"d-0f1e\"}}}}}";

  private final Stage stage = new Stage();
  private final FakeProvider<Email> second = FakeProvider.named("second");

  @TempDir private Path folder;

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500})
  void fails_over_from_a_sendgrid_hosted_template_to_inline_content_at_another_provider(int status)
      throws IOException {
    stage.sendGrid.answering(request -> LoopbackServer.Answer.json(status, "{}"));

    Result result = deliver();

    assertHosted();
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Delivered.class,
            delivered -> assertThat(delivered.accepted().provider()).isEqualTo("second"));
    assertThat(result.attempts()).hasSize(2);
    Email inline = second.messages().getFirst();
    assertThat(inline.subject()).isEqualTo("Confirm your email address");
    assertThat(inline.text()).contains(Sentinels.CODE);
    assertThat(inline.html()).contains(Sentinels.CODE);
  }

  @Test
  void a_hosted_template_that_is_accepted_is_the_end_of_the_route() throws IOException {
    assertThat(deliver()).isInstanceOf(Result.Delivered.class);

    assertHosted();
    assertThat(second.messages()).isEmpty();
  }

  /** SendGrid got the template's id and its variables, and nothing inline. */
  private void assertHosted() {
    assertThat(stage.sendGrid.asked()).hasSize(1);
    Json body = Json.parse(stage.sendGrid.last().body());
    assertThat(body.at("template_id").text()).hasValue("d-0f1e");
    assertThat(body.at("content").isAbsent()).isTrue();
    assertThat(body.at("personalizations").at(0).at("dynamic_template_data").at("code").text())
        .hasValue(Sentinels.CODE);
  }

  private Result deliver() throws IOException {
    Files.writeString(folder.resolve("courier.json"), DOCUMENT);
    String url = "sendgrid://default?endpoint=" + stage.sendGrid.uri();
    Environment environment =
        Environment.of(
            Map.of(
                "KMS_KEY_ARN",
                Stage.KEY,
                "COURIER_EMAIL",
                url,
                "COURIER_FROM",
                "no-reply@example.com",
                "COURIER_CONFIG",
                "courier.json",
                "SENDGRID_API_KEY",
                Sentinels.KEY));
    Settings settings = Settings.read(environment, folder);
    InstantSource clock = InstantSource.system();
    Provider<Email> first =
        Providers.email(
            ProviderUrl.parse("COURIER_EMAIL", url),
            environment,
            settings.document().hostedBy("sendgrid"),
            settings.document().httpApis(),
            new Wire(new HttpExchange(clock), io.github.cognitocourier.core.delivery.Secrets.NONE));
    var courier =
        new Courier(
            settings,
            new Decryptor(settings.keyArns(), stage.keys(), false),
            new Recipients((pool, name, deadline) -> new Users.Lookup.NotFound("unused")),
            new Messages(Templates.load(Optional.empty()), settings),
            new Routes(List.of(first, second), List.of()),
            new Delivery(Delivery.OnUnknown.FAIL_OVER, Pause.ofThread(), new Breaker(clock)),
            clock);
    return courier.deliver(
        stage.signUp(), new Invocation("request-1", Duration.ofSeconds(15), delivery -> {}));
  }
}
