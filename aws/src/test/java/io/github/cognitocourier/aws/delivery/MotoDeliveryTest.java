package io.github.cognitocourier.aws.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.AwsService;
import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.aws.Region;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.conformance.Sample;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What we send is read, accepted and kept by moto, an AWS written by others. */
@NeedsTool("moto_server")
class MotoDeliveryTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final HttpExchange EXCHANGE = new HttpExchange(CLOCK);

  private static MotoServer moto;
  private static Environment environment;

  @BeforeAll
  static void start() throws InterruptedException {
    moto = MotoServer.start();
    environment =
        Environment.of(
            Map.of(
                "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "AKIDMOTO",
                "AWS_SECRET_ACCESS_KEY", "secret"));
  }

  @AfterAll
  static void stop() {
    EXCHANGE.close();
    moto.close();
  }

  @Test
  void ses_refuses_an_unverified_sender_and_keeps_the_mail_of_a_verified_one() {
    var ses =
        AwsProviders.email(
            ProviderUrl.parse("test", "ses://default"), environment, HostedTemplates.NONE, wire());

    assertThat(ses.send(Sample.UNICODE.email(), soon()))
        .isEqualTo(new Outcome.Misconfigured("ses", "refused (400, MessageRejected)"));
    verify("no-reply@example.com");
    Outcome outcome = ses.send(Sample.UNICODE.email(), soon());

    Json kept = kept().at("ses").at("Message").at(0);
    assertThat(outcome).isEqualTo(new Outcome.Accepted("ses", kept.at("id").requireText()));
    assertThat(kept.at("source").text()).contains("\"Example\" <no-reply@example.com>");
    assertThat(kept.at("subject").text()).contains(Sample.UNICODE.email().subject());
    assertThat(kept.at("body").text()).contains(Sample.UNICODE.email().html());
    assertThat(kept.at("destinations").at("ToAddresses").at(0).text())
        .contains("sentinel.recipient@xn--bcher-kva.example");
  }

  @Test
  void sns_keeps_the_message_of_a_phone_number() {
    var sns =
        AwsProviders.sms(
            ProviderUrl.parse("test", "sns://default?from=Example&max-price=0.25"),
            environment,
            wire());

    Outcome outcome = sns.send(Sample.UNICODE.sms(), soon());

    Json kept = kept().at("sns").at("SMS").at(0);
    assertThat(outcome).isEqualTo(new Outcome.Accepted("sns", kept.at("message_id").requireText()));
    assertThat(kept.at("phone_number").text()).contains(Sentinels.PHONE);
    assertThat(kept.at("message").text()).contains(Sample.UNICODE.sms().text());
  }

  private static void verify(String address) {
    Request request =
        Request.post(
            moto.endpoint().resolve("/v2/email/identities"),
            Map.of("Content-Type", "application/json"),
            Json.write(Map.of("EmailIdentity", address)));
    wire()
        .attempt(
            "moto",
            request,
            AwsService.SES,
            new Region("eu-central-1"),
            soon(),
            answer -> {
              assertThat(answer.isSuccess()).isTrue();
              return new Outcome.Accepted("moto", "");
            });
  }

  /** Everything that moto keeps, by its own window. */
  private static Json kept() {
    URI window = moto.endpoint().resolve("/moto-api/data.json");
    Reply reply = EXCHANGE.exchange(new Request("GET", window, Map.of(), ""), soon());
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return Json.parse(((Reply.Answered) reply).body());
  }

  private static AwsWire wire() {
    return AwsWire.of(environment, EXCHANGE, CLOCK);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20), CLOCK);
  }
}
