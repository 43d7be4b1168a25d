package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.LocalKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code courier send}, with and without {@code --dry-run}. */
class SendCommandTest {

  /** Nobody listens there: a dry run that sent anything would say so. */
  private static final String NOWHERE = "endpoint=http://127.0.0.1:1";

  private static final String SENDGRID = "sendgrid://default?" + NOWHERE;
  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/0f1e2d3c";

  @TempDir private Path folder;

  @Test
  void a_dry_run_prints_sendgrids_request_without_network_and_credentials() throws IOException {
    Commanded dryRun =
        Commanded.run(
            "send",
            "--dry-run",
            "--trigger",
            "SignUp",
            "--to",
            "jane@example.com",
            "--code",
            "482913",
            "--route",
            SENDGRID);

    assertThat(dryRun.err()).isEmpty();
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out().replaceAll("\"[0-9a-f]{32}\"", "\"" + "0".repeat(32) + "\""))
        .isEqualTo(fixture("sendgrid.txt"));
  }

  @Test
  void a_dry_run_prints_twilios_request_without_network_and_credentials() throws IOException {
    assertThat(
            Commanded.run(
                "send",
                "--dry-run",
                "--trigger",
                "Authentication",
                "--to",
                "+14155550123",
                "--code",
                "482913",
                "--route",
                "twilio://default?from=+14155550100&" + NOWHERE))
        .isEqualTo(new Commanded(0, fixture("twilio.txt"), ""));
  }

  @Test
  void a_dry_run_shows_no_secret_that_is_set() {
    Commanded dryRun =
        Commanded.in(
            Map.of(
                "COURIER_SMS", "twilio://default?from=+14155550100&" + NOWHERE,
                "TWILIO_ACCOUNT_SID", "AC" + "1".repeat(32),
                "TWILIO_AUTH_TOKEN", "sentinel-token"),
            "send",
            "--dry-run",
            "--trigger",
            "SignUp",
            "--to",
            "+14155550123");

    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out())
        .startsWith("POST http://127.0.0.1:1/2010-04-01/Accounts/AC1111")
        .contains("Authorization: Basic ***\n")
        .doesNotContain("sentinel", "c2VudGluZWw");
  }

  @Test
  void a_dry_run_of_a_route_prints_the_request_of_every_provider() {
    String out =
        Commanded.run(
                "send",
                "--dry-run",
                "--trigger",
                "SignUp",
                "--to",
                "jane@example.com",
                "--route",
                "failover(" + SENDGRID + " sendgrid://eu?region=eu)")
            .out();

    assertThat(out.lines().filter(line -> line.startsWith("POST ")))
        .containsExactly(
            "POST http://127.0.0.1:1/v3/mail/send",
            "POST https://api.eu.sendgrid.com/v3/mail/send");
  }

  /** Encoders may escape a slash, and base64 is full of them: the code was then not replaced. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "\\/", "\\u002f"})
  void a_dry_run_of_an_event_file_shows_a_sample_code(String slash) throws IOException {
    Path file = folder.resolve("event.json");
    String event = event();
    assertThat(event).contains("/");
    Files.writeString(file, event.replace("/", slash));

    Commanded dryRun =
        Commanded.run("send", "--dry-run", "--event", file.toString(), "--route", SENDGRID);

    assertThat(dryRun.err()).isEmpty();
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out()).contains("jane@example.com", "    123456\\n").doesNotContain("482913");
  }

  @Test
  void without_dry_run_the_message_is_really_sent() throws IOException {
    try (var vendor = new Vendor(202, "")) {
      Commanded sent = send(vendor);

      assertThat(sent)
          .isEqualTo(new Commanded(0, "accepted by sendgrid, message id message-1\n", ""));
      assertThat(vendor.requests())
          .singleElement()
          .asString()
          .startsWith("POST /v3/mail/send Bearer SG.key {")
          .contains("jane@example.com", "482913", "no-reply@example.org");
    }
  }

  @Test
  void a_mistake_in_the_other_channels_route_stops_nothing() throws IOException {
    Map<String, String> environment =
        Map.of("COURIER_SMS", "twilio://default", "COURIER_EMAIL", SENDGRID);
    Commanded dryRun =
        Commanded.in(
            environment, "send", "--dry-run", "--trigger", "SignUp", "--to", "jane@example.com");

    assertThat(dryRun.err()).isEmpty();
    assertThat(dryRun.exitCode()).isZero();
  }

  /** The app client of the sample events has a brand, and the brand a route of its own. */
  @Test
  void a_brands_route_is_used_as_in_the_function_and_gives_way_to_the_option() throws IOException {
    Path event = Files.writeString(folder.resolve("event.json"), event());
    Path config =
        Files.writeString(
            folder.resolve("courier.json"),
            """
            {"appClients":{"6qg0f0vm5v8q2b3p5k7t1example":"acme"},
             "brands":{"acme":{"emailRoute":"sendgrid://acme?region=eu","smsRoute":"twilio://acme"}}}
            """);
    Map<String, String> environment = Map.of("COURIER_EMAIL", SENDGRID);
    String[] call = {
      "send", "--dry-run", "--event", event.toString(), "--config", config.toString()
    };
    String[] withRoute = Arrays.copyOf(call, call.length + 2);
    withRoute[call.length] = "--route";
    withRoute[call.length + 1] = SENDGRID;

    assertThat(Commanded.in(environment, call).err()).isEmpty();
    assertThat(Commanded.in(environment, call).out())
        .startsWith("POST https://api.eu.sendgrid.com/");
    assertThat(Commanded.in(environment, withRoute).out()).startsWith("POST http://127.0.0.1:1/");
  }

  @Test
  void a_mistake_in_the_variable_is_told_by_its_name() {
    assertThat(
            Commanded.in(
                    Map.of("COURIER_SMS", "twilio://default"),
                    "send",
                    "--dry-run",
                    "--trigger",
                    "SignUp",
                    "--to",
                    "+14155550123")
                .err())
        .startsWith("COURIER_SMS: twilio: give either option from");
  }

  /** Cognito's takeover event may lack the address; a dry run has no user pool to ask. */
  @ParameterizedTest
  @CsvSource({
    "Email, sendgrid://default, jane@example.com",
    "SMS, twilio://default?from=+14155550100, %2B14155550123"
  })
  void a_dry_run_of_an_event_without_address_shows_a_sample_recipient(
      String channel, String route, String recipient) throws IOException {
    Path file = folder.resolve("event.json");
    Files.writeString(
        file,
        """
        {"triggerSource": "Custom%sSender_AccountTakeOverNotification",
         "region": "us-east-1", "userPoolId": "us-east-1_AbCdEf123", "userName": "jane",
         "request": {"type": "custom%sSenderRequestV1", "userAttributes": {}}}
        """
            .formatted(channel, channel));

    Commanded dryRun =
        Commanded.run("send", "--dry-run", "--event", file.toString(), "--route", route);

    assertThat(dryRun.err()).isEmpty();
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out()).contains(recipient);
  }

  @Test
  void a_recipient_that_is_rejected_is_told_and_no_success() throws IOException {
    try (var vendor =
        new Vendor(400, "{\"errors\":[{\"field\":\"personalizations.0.to.0.email\"}]}")) {
      String reason = "invalid_address (400, personalizations.0.to.0.email)";

      assertThat(send(vendor))
          .isEqualTo(new Commanded(1, "sendgrid: rejected, " + reason + "\n", ""));
    }
  }

  @Test
  void a_message_that_nobody_accepts_is_told_and_no_success() throws IOException {
    try (var vendor = new Vendor(401, "{}")) {
      assertThat(send(vendor))
          .isEqualTo(new Commanded(1, "sendgrid: misconfigured, wrong_key (401)\n", ""));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --trigger SignOff --to a@example.com --route sendgrid://default | --trigger must be one of SignUp,
          --trigger SignUp --to a@example.com --channel fax --route sendgrid://default | --channel must be email or sms.
          --trigger SignUp --to nonsense --route sendgrid://default | --to must be an e-mail address
          --trigger AccountTakeOverNotification --to +1 --route twilio://default | --to must be a phone number in E.164 form
          --trigger SignUp --to a@example.com --route pigeon://default | --route: pigeon: is not a known e-mail provider
          --trigger SignUp --to a@example.com --route nonsense | --route holds a provider URL that is not of the form
          --trigger SignUp --to a@example.com --route failover( | --route lacks a closing parenthesis
          --trigger SignUp --to a@example.com --route twilio://default | --route: twilio: sends SMS, not e-mail
          --trigger SignUp --to a@example.com --route sendgrid://default --from nobody | --from must be
          --trigger SignUp --to +14155550123 --route twilio://default | --route: twilio: give either option from or
          --trigger SignUp --to a@example.com | Neither --route nor COURIER_EMAIL names a provider
          --event nowhere.json --route sendgrid://default | nowhere.json is no file that can be read.
          --event target --route sendgrid://default | target is no file that can be read.
          --event pom.xml --route sendgrid://default | The event is malformed: the document is not JSON
          --trigger SignUp --to a@example.com --config nowhere.json --route sendgrid://default | COURIER_CONFIG names a file that cannot be read
          """)
  void a_mistake_in_the_call_is_one_sentence(String arguments, String sentence) {
    Commanded refused = Commanded.run(("send --dry-run " + arguments).split(" "));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith(sentence).endsWith(".\n").containsOnlyOnce("\n");
  }

  private static Commanded send(Vendor vendor) {
    return Commanded.in(
        Map.of("SENDGRID_API_KEY", "SG.key", "COURIER_FROM", "no-reply@example.com"),
        "send",
        "--trigger",
        "ForgotPassword",
        "--to",
        "jane@example.com",
        "--code",
        "482913",
        "--from",
        "Example <no-reply@example.org>",
        "--route",
        "sendgrid://default?endpoint=http://127.0.0.1:" + vendor.port());
  }

  private static String event() {
    var keys = new LocalKeys(new SecureRandom()).create(KEY);
    byte[] event =
        new CognitoEvents(new CodeEncryptor(keys, new SecureRandom()), KEY)
            .event(
                new CognitoEvents.Source(Channel.EMAIL, Known.SIGN_UP),
                CognitoUser.in("us-east-1_AbCdEf123"));
    return new String(event, UTF_8);
  }

  private static String fixture(String name) throws IOException {
    try (InputStream text = SendCommandTest.class.getResourceAsStream("send/" + name)) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
