package io.github.cognitocourier.core.template;

import static io.github.cognitocourier.core.template.Topics.about;
import static io.github.cognitocourier.core.template.Topics.takeover;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In whose name and in which language a message is written, and what it may show. */
class MessagesTest {

  private static final EmailAddress JANE = EmailAddress.parse("jane@example.net").orElseThrow();
  private static final PhoneNumber PHONE = new PhoneNumber("+14155550123");

  private static final String DOCUMENT =
      """
      {"brand": {"name": "Example", "domain": "example.com", "locale": "fr",
                 "hostedTemplates": {"sendgrid": {"SignUp": {"pt": "d-1"}, "ResendCode": {"it": "d-2"}}}},
       "brands": {"acme": {"name": "Acme", "from": "Acme <login@acme.example>", "smsFrom": "ACME", "locale": "de"}},
       "appClients": {"clientofacme": "acme"},
       "attributes": ["given_name", "nickname"],
       "metadata": ["invitedBy"]}
      """;

  private static final String BODY =
      "{{locale}} {{attributes.given_name}}/{{metadata.invitedBy}}/{{attributes.nickname}}";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // metadata, attribute, locale of the text, locale of the key
    "de-AT, fr, de, de",
    "'', de_at, de, de",
    "'', '', fr, fr",
    "xx, de, de, de",
    "../../etc, '', fr, fr",
    "en, de, en, en",
    // Nothing is installed in Portuguese but a hosted template, which is better than French text.
    "pt-BR, '', fr, pt fr",
    // Hosted for another trigger only.
    "it, '', fr, fr",
    "de, pt, de, de"
  })
  void the_locale_is_the_clients_else_the_users_else_the_brands(
      String metadata, String attribute, String text, String key) {
    Email email =
        messages()
            .email(
                about(Known.SIGN_UP)
                    .attribute("locale", attribute)
                    .metadata("locale", metadata)
                    .topic(),
                JANE);

    assertThat(email.subject()).startsWith(text + " ");
    assertThat(email.template())
        .isEqualTo(new TemplateKey("SignUp", List.of(key.split(" ")), "default"));
  }

  @Test
  void the_brand_is_that_of_the_app_client() {
    var acme = about(Known.SIGN_UP).client("clientofacme").topic();
    Email email = messages().email(acme, JANE);
    Sms sms = messages().sms(acme, PHONE);

    assertThat(email.subject()).isEqualTo("de Acme");
    assertThat(email.from().name()).isEqualTo("Acme");
    assertThat(email.template().brand()).isEqualTo("acme");
    assertThat(sms.from()).isEqualTo("ACME");
    assertThat(sms.text()).startsWith("Acme: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "another"})
  void an_unknown_app_client_and_an_administrator_speak_for_the_default_brand(String client) {
    Email email = messages().email(about(Known.SIGN_UP).client(client).topic(), JANE);

    assertThat(email.subject()).isEqualTo("fr Example");
    assertThat(email.from().address().value()).isEqualTo("no-reply@example.com");
    assertThat(email.template().brand()).isEqualTo("default");
    assertThat(messages().sms(about(Known.SIGN_UP).topic(), PHONE).from()).isEmpty();
  }

  @Test
  void only_declared_attributes_and_metadata_are_shown_and_only_clean() {
    Email email =
        messages()
            .email(
                about(Known.SIGN_UP)
                    .attribute("given_name", "Ja\u202ene\n")
                    .attribute("nickname", "evil.com")
                    .attribute("family_name", "Doe")
                    .metadata("invitedBy", "<b>Bob</b>")
                    .metadata("code", "000000")
                    .topic(),
                JANE);

    assertThat(email.text()).isEqualTo("fr Ja ne/<b>Bob</b>/\n");
    assertThat(email.html()).isEqualTo("fr Ja ne/&lt;b&gt;Bob&lt;/b&gt;/");
    assertThat(email.variables().attributes()).isEqualTo(Map.of("given_name", "Ja ne"));
    assertThat(email.variables().metadata()).isEqualTo(Map.of("invitedBy", "<b>Bob</b>"));
    assertThat(email.variables().values()).containsEntry("code", Topics.CODE);
  }

  @Test
  void a_user_name_is_a_strangers_text_too() {
    assertThat(userName("jane")).isEqualTo("jane");
    assertThat(userName("jane@example.com")).isEqualTo("absent");
    assertThat(userName("")).isEqualTo("absent");
  }

  private String userName(String userName) {
    return messages()
        .sms(about(Known.SIGN_UP).userName(userName).topic(), PHONE)
        .variables()
        .values()
        .getOrDefault("userName", "absent");
  }

  @Test
  void a_takeover_notice_tells_what_cognito_tells() {
    Email email = messages().email(takeover(), JANE);

    assertThat(email.variables().values())
        .containsEntry("action", "BLOCK")
        .containsEntry("blocked", "true")
        .containsEntry("ipAddress", "192.0.2.44")
        .containsEntry("deviceName", "Chrome 126, Windows")
        .containsEntry("loginTime", "Friday, March 19, 2021 02:25 PM UTC")
        .containsEntry("oneClickLinkValid", Topics.LINK + "Valid")
        .doesNotContainKeys("code", "city", "country", "FEEDBACK_TOKEN");
    assertThat(email.toString() + email.variables()).doesNotContain(Topics.LINK, "192.0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/feedback",
        "javascript:alert(1)",
        "https://example.com/\" onclick=\"x",
        "https://example.com/ two",
        "",
        "https://"
      })
  void a_one_click_link_is_https_or_none(String link) {
    Email email = messages().email(takeover("ONE_CLICK_LINK_INVALID", link), JANE);

    assertThat(email.variables().values())
        .doesNotContainKey("oneClickLinkInvalid")
        .containsKey("oneClickLinkValid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_ACTION", "MFA", ""})
  void only_a_blocked_sign_in_is_called_blocked(String action) {
    Email email = messages().email(takeover("ACCOUNT_TAKE_OVER_ACTION", action), JANE);

    assertThat(email.variables().values()).doesNotContainKey("blocked");
  }

  @Test
  void a_suspects_browser_cannot_write_a_link_into_the_notice() {
    Email email = messages().email(takeover("DEVICE_NAME", "call evil.com"), JANE);

    assertThat(email.variables().values()).doesNotContainKey("deviceName");
    assertThat(email.text() + email.html()).doesNotContain("evil");
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void no_default_template_shows_what_strangers_write(Known source) {
    var builtIn = new Messages(Templates.load(Optional.empty()), settings());
    var subject = Topics.sentinels(source);
    Email email = builtIn.email(subject, JANE);
    Sms sms = builtIn.sms(subject, PHONE);

    assertThat(email.variables().attributes()).hasSize(2);
    assertThat(email.subject() + email.text() + email.html() + sms.text())
        .doesNotContainIgnoringCase("sentinel")
        .contains(source.carriesCode() ? Topics.CODE : "192.0.2.44");
  }

  @Test
  void every_mail_says_that_a_machine_wrote_it_and_every_sms_how_long_it_is_of_use() {
    assertThat(messages().email(about(Known.SIGN_UP).topic(), JANE).headers())
        .isEqualTo(Map.of("Auto-Submitted", "auto-generated"));
    assertThat(messages().sms(about(Known.AUTHENTICATION).topic(), PHONE).usefulFor())
        .isEqualTo(Known.AUTHENTICATION.usefulFor());
  }

  private Messages messages() {
    for (String locale : new String[] {"de", "fr", "en"}) {
      write(locale, "subject.txt", "{{locale}} {{brandName}}");
      write(locale, "body.txt", BODY);
      write(locale, "body.html", BODY);
    }
    return new Messages(Templates.load(Optional.of(folder.resolve("t"))), settings());
  }

  private Settings settings() {
    write(folder.resolve("courier.json"), DOCUMENT);
    return Settings.read(
        Environment.of(
            Map.of(
                "KMS_KEY_ARN", "arn:aws:kms:us-east-1:111122223333:key/1",
                "COURIER_EMAIL", "sendgrid://default",
                "COURIER_FROM", "no-reply@example.com",
                "COURIER_CONFIG", "courier.json")),
        folder);
  }

  private void write(String locale, String file, String text) {
    for (String trigger : new String[] {"SignUp", "AccountTakeOverNotification"}) {
      write(folder.resolve("t/" + locale + "/email/" + trigger + "/" + file), text);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }
}
