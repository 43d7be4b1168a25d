package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which provider gets a message: by trigger, brand, app client, prefix and draw. */
class RoutingTest {

  private static final String CLIENT = "6qg0f0vm5v8q2b3p5k7t1example";

  private final Stage stage = new Stage();
  private final LoopbackServer other = new LoopbackServer(request -> Stage.accepted());

  @TempDir private Path folder;

  @AfterEach
  void close() {
    other.close();
    stage.close();
  }

  @Test
  void by_trigger() {
    route("bytrigger(ForgotPassword=OTHER *=FIRST)");

    assertThat(ran(event(Known.SIGN_UP))).isEqualTo("sendgrid");
    assertThat(ran(event(Known.FORGOT_PASSWORD))).isEqualTo("sendgrid/other");
    assertThat(other.asked()).hasSize(1);
  }

  @Test
  void by_app_client() {
    route("byclient(" + CLIENT + "=OTHER *=FIRST)");

    assertThat(ran(event(Known.SIGN_UP))).isEqualTo("sendgrid/other");
    assertThat(ran(changed(CLIENT, "another"))).isEqualTo("sendgrid");
  }

  @Test
  void by_brand() throws IOException {
    route("FIRST");
    Files.writeString(
        folder.resolve("courier.json"),
        "{\"brands\":{\"acme\":{\"emailRoute\":\""
            + urls("failover(OTHER FIRST)")
            + "\"}},\"appClients\":{\""
            + CLIENT
            + "\":\"acme\"}}");
    stage.with("COURIER_CONFIG", folder.resolve("courier.json").toString());

    assertThat(ran(event(Known.SIGN_UP))).isEqualTo("sendgrid/other");
    assertThat(ran(changed(CLIENT, "another"))).isEqualTo("sendgrid");
  }

  @Test
  void by_the_prefix_of_the_phone_number_of_which_one_has_no_route() {
    stage.with(
        "COURIER_SMS", "byprefix(+1555=twilio://default?from=+1&endpoint=http://127.0.0.1:1)");
    byte[] event = stage.event(new Source(Channel.SMS, Known.SIGN_UP), Secrets.user(Stage.POOL));

    assertThatThrownBy(() -> stage.run(event))
        .isInstanceOf(DeliveryFailedException.class)
        .hasMessage(
            "no_route: The route of SMS has no provider for the prefix of this phone number; add"
                + " the prefix or *=ROUTE to its byprefix().");
  }

  /** A provider that has seen the idempotency key must be the one that sees it again. */
  @Test
  void a_retried_event_begins_at_the_same_provider_in_every_process() {
    route("roundrobin(FIRST OTHER)");
    var providers = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      byte[] event = event(Known.SIGN_UP);
      String drawn = ran(event);
      assertThat(ran(event)).isEqualTo(drawn);
      assertThat(ran(event)).isEqualTo(drawn);
      providers.add(drawn);
    }

    assertThat(providers).contains("sendgrid", "sendgrid/other");
  }

  private void route(String route) {
    stage.with("COURIER_EMAIL", urls(route)).with("SENDGRID_OTHER_API_KEY", "another");
  }

  private String urls(String route) {
    return route
        .replace("FIRST", "sendgrid://default?endpoint=" + stage.sendGrid.uri())
        .replace("OTHER", "sendgrid://other?endpoint=" + other.uri());
  }

  private byte[] event(Known source) {
    return stage.event(new Source(Channel.EMAIL, source), Secrets.user(Stage.POOL));
  }

  private byte[] changed(String old, String other) {
    return new String(event(Known.SIGN_UP), UTF_8).replace(old, other).getBytes(UTF_8);
  }

  /** Runs the function in a new process, so to say; the provider that has accepted. */
  private String ran(byte[] event) {
    stage.run(event);
    List<String> log = stage.log();
    return Json.parse(log.getLast()).at("provider").requireText();
  }
}
