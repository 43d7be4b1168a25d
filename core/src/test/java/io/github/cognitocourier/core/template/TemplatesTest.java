package io.github.cognitocourier.core.template;

import static io.github.cognitocourier.core.template.Samples.PASSWORD;
import static io.github.cognitocourier.core.template.Samples.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

  private final Templates templates = Samples.custom();
  private final Variables code = values(Map.of("code", "384027"));

  private Rendered email(Known trigger, String brand, String... wanted) {
    return templates.render(Channel.EMAIL, trigger, brand, List.of(wanted), code);
  }

  private Rendered sms(Known trigger, String... wanted) {
    return templates.render(Channel.SMS, trigger, "default", List.of(wanted), code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "DE", "de-AT", "de_AT", "de-at", "de-Latn-CH-1996"})
  void a_wanted_locale_stands_for_its_parents(String wanted) {
    Rendered mail = email(Known.SIGN_UP, "default", wanted);

    assertThat(mail.locale()).isEqualTo("de");
    assertThat(mail.subject()).isEqualTo("Bestätige deine E-Mail-Adresse");
    assertThat(mail.html()).contains("<html lang=\"de\"");
  }

  @Test
  void the_closest_installed_locale_wins() {
    assertThat(sms(Known.SIGN_UP, "de-AT").text()).isEqualTo("Servus, 384027 ist dein Code.");
    assertThat(sms(Known.SIGN_UP, "de-CH").text()).isEqualTo("384027 ist dein Code.");
  }

  @Test
  void a_message_that_the_locale_lacks_comes_from_the_next_one() {
    assertThat(email(Known.SIGN_UP, "default", "de-AT").locale()).isEqualTo("de");
    assertThat(email(Known.FORGOT_PASSWORD, "default", "de-AT").locale()).isEqualTo("en");
  }

  @Test
  void wanted_locales_are_tried_in_their_order() {
    assertThat(email(Known.SIGN_UP, "default", "fr", "de", "en").locale()).isEqualTo("de");
    assertThat(email(Known.SIGN_UP, "default", "fr", "en", "de").locale()).isEqualTo("en");
    assertThat(email(Known.SIGN_UP, "default").locale()).isEqualTo("en");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc",
        "en/../de",
        "de/../de",
        "de/",
        "/de",
        "de-/../x",
        "de\u0000",
        "de\n",
        "-de",
        "",
        "dé",
        "de-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa"
      })
  void what_is_not_an_installed_tag_matches_nothing(String wanted) {
    assertThat(LocaleChain.of(List.of(wanted), List.of("de"))).containsExactly("en");
  }

  @Test
  void a_brands_file_goes_before_the_operators_and_that_before_ours() {
    Rendered german = email(Known.SIGN_UP, "acme", "de");
    assertThat(german.subject()).isEqualTo("Acme: dein Code");
    assertThat(german.text()).startsWith("Dein Code");

    Rendered english = email(Known.SIGN_UP, "acme");
    assertThat(english.subject()).isEqualTo("Welcome to Acme");
    assertThat(english.text()).startsWith("Confirm your email address");
  }

  @Test
  void a_brands_partial_serves_our_templates_too() {
    assertThat(email(Known.FORGOT_PASSWORD, "acme").html())
        .contains("<p class=\"acme\">384027</p>");
    assertThat(email(Known.FORGOT_PASSWORD, "default").html()).doesNotContain("acme");
  }

  @Test
  void a_brand_without_templates_gets_everybodys() {
    assertThat(email(Known.SIGN_UP, "../acme", "de")).isEqualTo(email(Known.SIGN_UP, "x", "de"));
  }

  @Test
  void a_locale_may_use_the_layout_of_its_parents() {
    assertThat(email(Known.SIGN_UP, "default", "de").html())
        .contains("<title>Bestätige deine E-Mail-Adresse</title>", "Dein Code</p>", "Viele Grüße")
        .doesNotContain("Your code");
  }

  @Test
  void attributes_and_metadata_are_shown_where_a_custom_template_asks() {
    Variables variables =
        new Variables(
            Map.of("code", "384027"), Map.of("name", "Ann & Bo"), Map.of("invitedBy", "<Cy>"));

    Rendered mail =
        templates.render(Channel.EMAIL, Known.SIGN_UP, "default", List.of("de"), variables);

    assertThat(mail.text()).contains("Dein Code, Ann & Bo: 384027\nEingeladen von <Cy>.\n");
    assertThat(mail.html()).contains("Hallo Ann &amp; Bo");
  }

  @Test
  void what_is_missing_or_empty_is_left_out() {
    Variables variables =
        new Variables(Map.of("code", "1", "brandName", ""), Map.of(), Map.of("invitedBy", ""));

    Rendered mail =
        templates.render(Channel.EMAIL, Known.SIGN_UP, "default", List.of("de"), variables);

    assertThat(mail.subject()).isEqualTo("Bestätige deine E-Mail-Adresse");
    assertThat(mail.text()).startsWith("Dein Code, : 1\n\n--\n");
  }

  @Test
  void a_password_is_escaped_once_in_html_and_itself_elsewhere() {
    Variables password = values(Map.of("code", PASSWORD, "x", "interpreted"));

    Rendered mail = Samples.email(templates, Known.ADMIN_CREATE_USER, password);

    assertThat(mail.html()).containsOnlyOnce("P&lt;a&amp;b&gt;&quot;&#39;$&amp;{{x}}");
    assertThat(mail.html().replace("&amp;", "&")).doesNotContain("&amp;", "&lt;;");
    assertThat(mail.text()).containsOnlyOnce(PASSWORD);
    assertThat(Samples.sms(templates, Known.ADMIN_CREATE_USER, password)).endsWith("\n" + PASSWORD);
    assertThat(mail.html() + mail.text() + mail.subject()).doesNotContain("interpreted");
  }

  @Test
  void a_subject_is_one_line_whatever_its_values_hold() {
    Variables variables =
        values(Map.of("code", "1", "brandName", "A\r\nBcc: b@c.example\t\u0085D "));

    assertThat(Samples.email(templates, Known.SIGN_UP, variables).subject())
        .isEqualTo("Confirm your email address for A Bcc: b@c.example D");
  }

  @Test
  void the_same_arguments_give_the_same_bytes_in_every_thread() throws Exception {
    Templates shared = Samples.custom();
    Callable<Rendered> one =
        () ->
            shared.render(
                Channel.EMAIL,
                Known.SIGN_UP,
                "acme",
                List.of("de"),
                Samples.branded(Known.SIGN_UP));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Rendered>> all = threads.invokeAll(Stream.generate(() -> one).limit(64).toList());
      for (Future<Rendered> each : all) {
        assertThat(each.get()).isEqualTo(one.call());
      }
    }
  }

  @Test
  void nothing_that_is_rendered_is_printed() {
    assertThat(email(Known.SIGN_UP, "default", "de")).hasToString("Rendered[de]");
  }
}
