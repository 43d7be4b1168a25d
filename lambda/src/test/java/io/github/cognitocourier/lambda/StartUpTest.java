package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.providers.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong setting stops start-up, with one sentence for each. */
class StartUpTest {

  @TempDir private Path folder;

  @Test
  void nothing_set_at_all() {
    assertThat(mistakes(Map.of()))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("AWS_ACCESS_KEY_ID is not set"),
            one -> assertThat(one).startsWith("AWS_REGION is not set"),
            one -> assertThat(one).startsWith("KMS_KEY_ARN is not set"),
            one -> assertThat(one).startsWith("Neither COURIER_EMAIL nor COURIER_SMS is set"));
  }

  /** One deployment for each mistake would be eight deployments. */
  @Test
  void every_mistake_is_told_at_once() throws IOException {
    Files.writeString(folder.resolve("courier.json"), "{\"brand\":{\"colour\":\"red\"}}");
    Files.createDirectories(folder.resolve("templates/en/email/SignUp"));
    Files.writeString(folder.resolve("templates/en/email/SignUp/subject.txt"), "{{cod}}");

    assertThat(
            mistakes(
                Map.of(
                    "LAMBDA_TASK_ROOT", folder.toString(),
                    "AWS_ENDPOINT_URL", "http://kms.example.com",
                    "KMS_KEY_ARN", "alias/sentinel",
                    "COURIER_EMAIL", "failover(sendgrid://default sendgrid://eu?region=mars)",
                    "COURIER_SMS", "pigeon://default",
                    "COURIER_FROM", "sentinel",
                    "COURIER_DEADLINE", "soon",
                    "COURIER_CONFIG", "courier.json",
                    "COURIER_TEMPLATES", "templates")))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("AWS_ENDPOINT_URL"),
            one -> assertThat(one).startsWith("AWS_REGION is not set"),
            one -> assertThat(one).startsWith("KMS_KEY_ARN must be the ARN"),
            one -> assertThat(one).startsWith("COURIER_FROM must be"),
            one -> assertThat(one).startsWith("COURIER_DEADLINE must be"),
            one -> assertThat(one).startsWith("courier.json: brand.colour is not known"),
            one -> assertThat(one).startsWith("COURIER_TEMPLATES: ").contains("cod"),
            one -> assertThat(one).startsWith("SENDGRID_API_KEY is not set"),
            one -> assertThat(one).startsWith("COURIER_EMAIL: sendgrid/eu: option region must be"),
            one -> assertThat(one).startsWith("COURIER_SMS: pigeon: is not a known SMS provider"))
        .allSatisfy(
            sentence -> assertThat(sentence).endsWith(".").doesNotContain("\n", "sentinel"));
  }

  /** A test mode that was forgotten in production loses every message without a sound. */
  @Test
  void a_test_mode_is_told() {
    var lines = new ArrayList<String>();
    Map<String, String> variables =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "a",
            "AWS_SECRET_ACCESS_KEY", "b",
            "KMS_KEY_ARN", Stage.KEY,
            "COURIER_SMS", "aws-sms://default?sandbox=true",
            "COURIER_FROM", "no-reply@example.com",
            "COURIER_EMAIL", "failover(sendgrid://default?sandbox=true sendgrid://default)",
            "SENDGRID_API_KEY", "SG.sentinel");

    var _ = new CourierFunction(variables, lines::add);

    assertThat(lines)
        .extracting(line -> Json.parse(line).at("advice").requireText())
        .containsExactly(
            "sendgrid: sandbox=true is for trying out: messages do not arrive as they should;"
                + " remove it for production.",
            "aws-sms: sandbox=true is for trying out: messages do not arrive as they should;"
                + " remove it for production.");
  }

  /** Nothing stops, and nobody would know otherwise that links lead elsewhere. */
  @Test
  void what_a_vendor_cannot_switch_off_is_told_once() {
    var lines = new ArrayList<String>();
    Map<String, String> variables =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "a",
            "AWS_SECRET_ACCESS_KEY", "b",
            "KMS_KEY_ARN", Stage.KEY,
            "COURIER_FROM", "no-reply@example.com",
            "COURIER_EMAIL", "failover(resend://default sendgrid://default resend://default)",
            "RESEND_API_KEY", "re_sentinel",
            "SENDGRID_API_KEY", "SG.sentinel");

    var _ = new CourierFunction(variables, lines::add);

    assertThat(lines).hasSize(1);
    Json line = Json.parse(lines.getFirst());
    assertThat(line.at("level").requireText()).isEqualTo("WARN");
    assertThat(line.at("advice").requireText()).startsWith("resend: ").contains("tracking=off");
    assertThat(lines.getFirst()).doesNotContain("sentinel");
  }

  @Test
  void a_reference_that_cannot_be_one_is_a_mistake_like_any_other() {
    assertThat(
            mistakes(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "a",
                    "AWS_SECRET_ACCESS_KEY", "b",
                    "KMS_KEY_ARN", Stage.KEY,
                    "COURIER_FROM", "no-reply@example.com",
                    "COURIER_EMAIL", "sendgrid://default",
                    "SENDGRID_API_KEY", "secretsmanager:sentinel",
                    "COURIER_SMS", "twilio://default?from=+14155550100",
                    "TWILIO_ACCOUNT_SID", "AC1",
                    "TWILIO_AUTH_TOKEN", "ssm:sentinel/token")))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("SENDGRID_API_KEY must be secretsmanager: and the"),
            one -> assertThat(one).startsWith("TWILIO_AUTH_TOKEN must be ssm: and the name"))
        .allSatisfy(one -> assertThat(one).doesNotContain("sentinel"));
  }

  @Test
  void the_same_missing_key_is_told_once() {
    assertThat(
            mistakes(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "a",
                    "AWS_SECRET_ACCESS_KEY", "b",
                    "KMS_KEY_ARN", Stage.KEY,
                    "COURIER_FROM", "no-reply@example.com",
                    "COURIER_EMAIL", "failover(sendgrid://default sendgrid://default?region=eu)")))
        .singleElement()
        .asString()
        .startsWith("SENDGRID_API_KEY is not set");
  }

  /** A mistake in one setting must not hide those in the routes of brands. */
  @Test
  void the_routes_of_brands_are_read_like_all_others() throws IOException {
    Files.writeString(
        folder.resolve("courier.json"),
        """
        {"brands":{"acme":{"emailRoute":"failover(sendgrid://acme sendgrid://default?region=mars)",
                           "smsRoute":"twilio://default?from=+14155550100"}}}
        """);

    assertThat(
            mistakes(
                Map.of(
                    "LAMBDA_TASK_ROOT", folder.toString(),
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "a",
                    "AWS_SECRET_ACCESS_KEY", "b",
                    "KMS_KEY_ARN", "alias/sentinel",
                    "COURIER_FROM", "no-reply@example.com",
                    "COURIER_EMAIL", "sendgrid://default",
                    "SENDGRID_API_KEY", "key",
                    "COURIER_CONFIG", "courier.json")))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("KMS_KEY_ARN must be the ARN"),
            one -> assertThat(one).startsWith("SENDGRID_ACME_API_KEY is not set"),
            one ->
                assertThat(one)
                    .startsWith("courier.json: brands.acme.emailRoute: sendgrid: option region"),
            one ->
                assertThat(one)
                    .startsWith(
                        "courier.json: brands.acme.smsRoute takes the place of COURIER_SMS"),
            one -> assertThat(one).startsWith("TWILIO_ACCOUNT_SID is not set"));
  }

  /** It was said to have no such API, of which it may have all. */
  @Test
  void nothing_is_said_of_a_document_that_cannot_be_read() {
    var variables =
        new HashMap<>(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "b",
                "KMS_KEY_ARN", Stage.KEY,
                "COURIER_FROM", "no-reply@example.com",
                "COURIER_EMAIL", "failover(http://mine?tracking=off sendgrid://default)",
                "COURIER_SMS", "http://mine?from=Example"));
    for (String config : List.of("{\"brand\"", "{\"brand\":{\"colour\":\"red\"}}", "none.json")) {
      variables.put("COURIER_CONFIG", config);

      assertThat(mistakes(variables))
          .as(config)
          .satisfiesExactlyInAnyOrder(
              one -> assertThat(one).containsAnyOf("courier.json: ", "COURIER_CONFIG names"),
              one -> assertThat(one).startsWith("SENDGRID_API_KEY is not set"));
    }
  }

  /** Each of these started up and was silently ignored. */
  @Test
  void what_one_file_names_and_the_other_does_not_know() throws IOException {
    Files.writeString(
        folder.resolve("courier.json"),
        """
        {"brand":{"hostedTemplates":{"sendgird":{"SignUp":{"en":"d-1"}}}},
         "brands":{"acme":{}},"attributes":["name"]}
        """);
    for (String mine : List.of("en", "brands/acme/en", "brands/acmee/en")) {
      Path subject = folder.resolve("templates/" + mine + "/email/SignUp/subject.txt");
      Files.createDirectories(subject.getParent());
      Files.writeString(subject, "{{attributes.name}} {{attributes.nickname}} {{metadata.x}}");
    }

    assertThat(
            mistakes(
                Map.of(
                    "LAMBDA_TASK_ROOT", folder.toString(),
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "a",
                    "AWS_SECRET_ACCESS_KEY", "b",
                    "KMS_KEY_ARN", Stage.KEY,
                    "COURIER_FROM", "no-reply@example.com",
                    "COURIER_EMAIL", "sendgrid://default",
                    "SENDGRID_API_KEY", "key",
                    "COURIER_CONFIG", "courier.json",
                    "COURIER_TEMPLATES", "templates")))
        .contains(
            "courier.json: hostedTemplates.sendgird is no provider; known are "
                + String.join(", ", Catalogue.schemes())
                + ", each also with /account.",
            "COURIER_TEMPLATES: brands/acmee is no brand of courier.json; declare it in brands.",
            "COURIER_TEMPLATES: en/email/SignUp/subject.txt, line 1: {{attributes.nickname}} is not"
                + " declared; add it to attributes in courier.json.",
            "COURIER_TEMPLATES: brands/acme/en/email/SignUp/subject.txt, line 1: {{metadata.x}} is"
                + " not declared; add it to metadata in courier.json.")
        .hasSize(8);
  }

  /** The fact stands in the code and, for readers, in the matrix. */
  @Test
  void the_pages_say_the_same_of_who_hosts_templates() throws IOException {
    var without = new TreeSet<String>();
    for (String scheme : Catalogue.schemes()) {
      String features = Files.readString(Path.of("../docs/providers", scheme + ".json"));
      if (Json.parse(features).at("hostedTemplates").isAbsent()) {
        without.add(scheme);
      }
    }
    // These two host templates or not, as URL and courier.json say.
    without.removeAll(List.of("http", "messagebird"));
    assertThat(Catalogue.withoutTemplates()).isEqualTo(without).hasSizeGreaterThan(5);
  }

  @Test
  void templates_that_nobody_would_ever_use() throws IOException {
    Files.writeString(
        folder.resolve("courier.json"),
        """
        {"brand":{"hostedTemplates":{
          "vonage":{"SignUp":{"en":"t"}}, "smtp/eu":{"SignUp":{"en":"t"}},
          "http/acme":{"SignUp":{"en":"t"}}, "messagebird":{"SignUp":{"en":"t"}},
          "messagebird/eu":{"SignUp":{"en":"t"}}, "sendgrid":{"SignUp":{"en":"t"}}}}}
        """);

    assertThat(
            mistakes(
                Map.ofEntries(
                    Map.entry("LAMBDA_TASK_ROOT", folder.toString()),
                    Map.entry("AWS_REGION", "us-east-1"),
                    Map.entry("AWS_ACCESS_KEY_ID", "a"),
                    Map.entry("AWS_SECRET_ACCESS_KEY", "b"),
                    Map.entry("KMS_KEY_ARN", Stage.KEY),
                    Map.entry(
                        "COURIER_SMS",
                        "failover(messagebird://default?from=A"
                            + " messagebird://eu?api=bird&region=eu1&from=A)"),
                    Map.entry("MESSAGEBIRD_ACCESS_KEY", "key"),
                    Map.entry("MESSAGEBIRD_EU_ACCESS_KEY", "key"),
                    Map.entry("COURIER_CONFIG", "courier.json"))))
        .containsExactlyInAnyOrder(
            "courier.json: hostedTemplates.http/acme has no httpApis.acme.",
            "courier.json: hostedTemplates.smtp/eu would never be used, because smtp hosts no"
                + " templates.",
            "courier.json: hostedTemplates.vonage would never be used, because vonage hosts no"
                + " templates.",
            "COURIER_SMS: messagebird: hosts templates with api=bird only; remove"
                + " hostedTemplates.messagebird from courier.json.");
  }

  private static TreeSet<String> schemes() {
    var schemes = new TreeSet<>(Providers.emailSchemes());
    schemes.addAll(Providers.smsSchemes());
    return schemes;
  }

  private static List<String> mistakes(Map<String, String> variables) {
    return catchThrowableOfType(InvalidSettings.class, () -> new CourierFunction(variables))
        .mistakes();
  }
}
