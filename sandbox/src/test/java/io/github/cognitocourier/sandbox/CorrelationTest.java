package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message is told why it was sent by who is being invoked for its recipient at that moment. */
@Timeout(60)
class CorrelationTest {

  @Test
  void a_message_from_elsewhere_has_no_trigger_source() {
    assertThat(during(List.of())).isEqualTo(List.of("null"));
  }

  @Test
  void a_message_during_one_invocation_has_its_trigger_source_however_its_domain_is_written() {
    assertThat(during(List.of(event("CustomEmailSender_SignUp", "jane@EXAMPLE.com"))))
        .isEqualTo(List.of("CustomEmailSender_SignUp"));
  }

  @Test
  void an_invocation_for_somebody_else_does_not_count() {
    assertThat(during(List.of(event("CustomEmailSender_SignUp", "john@example.com"))))
        .isEqualTo(List.of("null"));
  }

  @Test
  void two_invocations_with_different_trigger_sources_leave_it_open() {
    assertThat(
            during(
                List.of(
                    event("CustomEmailSender_SignUp", "jane@example.com"),
                    event("CustomEmailSender_ResendCode", "jane@example.com"))))
        .isEqualTo(List.of("null"));
  }

  @Test
  void two_invocations_with_the_same_trigger_source_agree() {
    assertThat(
            during(
                List.of(
                    event("CustomEmailSender_SignUp", "jane@example.com"),
                    event("CustomEmailSender_SignUp", "jane@example.com"))))
        .isEqualTo(List.of("CustomEmailSender_SignUp"));
  }

  /** The trigger sources in the inbox after one mail to Jane while these events are in flight. */
  private static List<String> during(List<String> events) {
    var entered = new CountDownLatch(events.size());
    var mailed = new CountDownLatch(1);
    try (var sandbox =
            Sandbox.start(
                0,
                environment ->
                    (in, out, context) -> {
                      entered.countDown();
                      await(mailed);
                      out.write("{}".getBytes(StandardCharsets.UTF_8));
                    });
        var caller = new Caller(sandbox);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<HttpResponse<String>>> invocations =
          events.stream()
              .map(event -> CompletableFuture.supplyAsync(() -> invoke(caller, event), threads))
              .toList();
      await(entered);
      caller.mail(Caller.MAIL);
      mailed.countDown();
      invocations.forEach(CompletableFuture::join);
      return caller.messages().stream()
          .map(message -> message.at("triggerSource").text().orElse("null"))
          .toList();
    }
  }

  private static HttpResponse<String> invoke(Caller caller, String event) {
    return caller.post("/2015-03-31/functions/cognito-courier/invocations", event);
  }

  private static String event(String triggerSource, String email) {
    return Json.write(
        Map.of(
            "triggerSource",
            triggerSource,
            "request",
            Map.of("userAttributes", Map.of("email", email))));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
