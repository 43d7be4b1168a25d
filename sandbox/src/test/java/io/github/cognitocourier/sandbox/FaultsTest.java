package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults on demand, in the vendor's own words. */
@Timeout(60)
class FaultsTest {

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void faults_are_listed_used_up_one_by_one_and_forgotten() {
    var added =
        caller.post("/api/faults", "{\"provider\":\"sendgrid\",\"kind\":\"500\",\"count\":2}");
    assertThat(added.statusCode()).isEqualTo(201);
    caller.fault("sendgrid", "401", 1);
    caller.fault("twilio", "429", 5);
    assertThat(caller.mail(Caller.MAIL).statusCode()).isEqualTo(500);
    assertThat(caller.get("/api/faults").body())
        .isEqualTo(
            "[{\"provider\":\"sendgrid\",\"kind\":\"500\",\"count\":1},"
                + "{\"provider\":\"sendgrid\",\"kind\":\"401\",\"count\":1},"
                + "{\"provider\":\"twilio\",\"kind\":\"429\",\"count\":5}]");
    assertThat(caller.mail(Caller.MAIL).statusCode()).isEqualTo(500);
    assertThat(caller.mail(Caller.MAIL).statusCode()).isEqualTo(401);
    assertThat(caller.mail(Caller.MAIL).statusCode()).isEqualTo(202);
    assertThat(caller.delete("/api/faults").statusCode()).isEqualTo(204);
    assertThat(caller.get("/api/faults").body()).isEqualTo("[]");
    assertThat(text().statusCode()).isEqualTo(201);
  }

  @Test
  void one_is_the_usual_count() {
    caller.post("/api/faults", "{\"provider\":\"twilio\",\"kind\":\"reject\"}");
    assertThat(text().statusCode()).isEqualTo(400);
    assertThat(text().statusCode()).isEqualTo(201);
  }

  @Test
  void only_a_message_that_is_posted_uses_up_a_fault() {
    caller.fault("sendgrid", "500", 1);
    caller.fault("twilio", "500", 1);
    String messages = "/twilio/2010-04-01/Accounts/" + Caller.ACCOUNT + "/Messages.json";
    assertThat(caller.get("/sendgrid/v3/mail/send").statusCode()).isEqualTo(405);
    assertThat(caller.post("/sendgrid/v3/mail/sent", Caller.MAIL).statusCode()).isEqualTo(404);
    assertThat(
            caller.get(messages, "Authorization", Caller.basic(Caller.ACCOUNT, "t")).statusCode())
        .isEqualTo(405);
    assertThat(caller.post("/twilio/2010-04-01/Accounts", "").statusCode()).isEqualTo(404);

    assertThat(caller.mail(Caller.MAIL).statusCode()).isEqualTo(500);
    assertThat(text().statusCode()).isEqualTo(500);
    assertThat(caller.get("/api/faults").body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | 429 | {\"errors\":[{\"message\":\"too many requests\",\"field\":null,\"help\":null}]}",
        "500 | 500 | {\"errors\":[{\"message\":\"Internal Server Error\",\"field\":null,\"help\":null}]}",
        "401 | 401 | {\"errors\":[{\"message\":\"The provided authorization grant is invalid, expired, or revoked\",\"field\":null,\"help\":null}]}",
        "reject | 400 | {\"errors\":[{\"message\":\"Does not contain a valid address.\",\"field\":\"personalizations.0.to.0.email\",\"help\":\"http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#message.personalizations.to\"}]}",
        "garbage | 202 | <html><body>It works!</body></html>",
      })
  void sendgrid_fails_in_its_own_words(String kind, int status, String body) {
    caller.fault("sendgrid", kind, 1);
    var answer = caller.mail(Caller.MAIL);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("X-RateLimit-Remaining").isPresent())
        .isEqualTo(status == 429);
    assertThat(answer.headers().firstValue("X-RateLimit-Reset").isPresent())
        .isEqualTo(status == 429);
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | 429 | {\"code\":20429,\"message\":\"Too Many Requests\",\"more_info\":\"https://www.twilio.com/docs/errors/20429\",\"status\":429}",
        "500 | 500 | {\"code\":20500,\"message\":\"An internal server error has occurred\",\"more_info\":\"https://www.twilio.com/docs/errors/20500\",\"status\":500}",
        "401 | 401 | {\"code\":20003,\"message\":\"Authenticate\",\"more_info\":\"https://www.twilio.com/docs/errors/20003\",\"status\":401}",
        "reject | 400 | {\"code\":21610,\"message\":\"Attempt to send to unsubscribed recipient\",\"more_info\":\"https://www.twilio.com/docs/errors/21610\",\"status\":400}",
        "garbage | 201 | <html><body>It works!</body></html>",
      })
  void twilio_fails_in_its_own_words(String kind, int status, String body) {
    caller.fault("twilio", kind, 1);
    var answer = text();
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void reset_drops_the_connection_without_an_answer() {
    caller.fault("sendgrid", "reset", 1);
    assertThatThrownBy(() -> caller.mail(Caller.MAIL)).isInstanceOf(UncheckedIOException.class);
    assertThat(caller.messages()).isEmpty();
    assertThat(caller.mail(Caller.MAIL).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clear", "close"})
  void timeout_takes_the_message_and_never_answers(String release) throws IOException {
    caller.fault("sendgrid", "timeout", 1);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.uri().getPort())) {
      write(socket);
      awaitMessage();
      socket.setSoTimeout(100);
      assertThatThrownBy(socket.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(0);
      if (release.equals("clear")) {
        caller.delete("/api/faults");
      } else {
        sandbox.close();
      }
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void a_timeout_holds_up_nobody_else() throws IOException {
    caller.fault("sendgrid", "timeout", 20);
    for (int i = 0; i < 20; i++) {
      write(new Socket(InetAddress.getLoopbackAddress(), sandbox.uri().getPort()));
    }
    while (caller.messages().size() < 20) {
      Thread.onSpinWait();
    }
    assertThat(caller.mail(Caller.MAIL).statusCode()).isEqualTo(202);
    assertThat(text().statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | the document is not JSON (line 1, column 1).",
        "{\"kind\":\"500\"} | provider must be a non-empty string.",
        "{\"provider\":\"twilio\",\"kind\":\"fire\"}"
            + "| kind must be one of timeout, reset, 429, 500, 401, reject, garbage.",
        "{\"provider\":\"twilio\",\"kind\":\"500\",\"count\":0}"
            + "| count must be a whole number from 1 to 1000.",
        "{\"provider\":\"twilio\",\"kind\":\"500\",\"count\":\"2\"}"
            + "| count must be a whole number from 1 to 1000."
      })
  void a_mistake_is_told_in_one_sentence(String body, String sentence) {
    var answer = caller.post("/api/faults", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).at("error").requireText()).isEqualTo(sentence);
    assertThat(caller.get("/api/faults").body()).isEqualTo("[]");
  }

  @Test
  void a_provider_that_is_not_known_is_told_by_the_known_ones() {
    var answer = caller.post("/api/faults", "{\"provider\":\"other\",\"kind\":\"500\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).at("error").requireText())
        .startsWith("provider must be one of ")
        .contains("sendgrid", "twilio");
  }

  private HttpResponse<String> text() {
    return caller.text(Map.of("To", "+12025550123", "From", "+15005550006", "Body", "Code 1"));
  }

  private void awaitMessage() {
    while (caller.messages().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private void write(Socket socket) throws IOException {
    byte[] body = Caller.MAIL.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /sendgrid/v3/mail/send HTTP/1.1\r\nHost: "
            + sandbox.uri().getAuthority()
            + "\r\nAuthorization: Bearer key\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
  }
}
