package io.github.cognitocourier.core.template;

import static io.github.cognitocourier.core.template.Samples.branded;
import static io.github.cognitocourier.core.template.Samples.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built-in set promises. */
class BuiltInTest {

  private static final String ORIGIN = "\n@example.com #384027";

  private final Templates templates = Samples.builtIn();

  @Test
  void every_file_is_there_and_no_other() throws IOException, URISyntaxException {
    Path folder = Path.of(BuiltIn.class.getResource("/templates/en").toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> found =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .collect(Collectors.toSet());

      assertThat(found).isEqualTo(BuiltIn.files()).hasSizeGreaterThan(37);
    }
  }

  @Test
  void every_file_passes_the_check_of_a_custom_one() {
    TemplateCheck check = new TemplateCheck(new TemplateIndex(Map.of()));

    assertThat(BuiltIn.files())
        .allSatisfy(file ->
            assertThat(check.mistakes(new TemplatePath("", "en", file), text(file))).isEmpty());
  }

  @Test
  void no_file_asks_for_what_strangers_write() {
    assertThat(BuiltIn.files())
        .allSatisfy(file ->
            assertThat(Tag.of(text(file)))
                .noneMatch(tag -> tag.name().contains(".") || tag.name().equals("userName")));
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void every_mail_is_whole_with_a_brand_and_without(Known trigger) {
    for (Variables variables : List.of(branded(trigger), plain(trigger))) {
      Rendered mail = Samples.email(templates, trigger, variables);

      assertThat(mail.subject()).isNotBlank().hasSizeLessThan(60).doesNotContain("384027");
      assertThat(mail.text() + mail.subject() + mail.html())
          .doesNotContain("Sentinel", "click here", "Click here", "  \n");
      assertThat(mail.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(12 * 1024);
      if (trigger.carriesCode()) {
        assertThat(mail.text()).containsOnlyOnce("    " + variables.values().get("code") + "\n");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void every_mail_is_a_document_for_every_reader(Known trigger) {
    String html = Samples.email(templates, trigger, branded(trigger)).html();

    assertThat(html)
        .startsWith("<!doctype html>\n<html lang=\"en\"")
        .containsPattern("<title>[A-Z][^<]+</title>")
        .contains("<meta name=\"color-scheme\" content=\"light dark\">")
        .contains("prefers-color-scheme: dark", "[data-ogsc]", "[data-ogsb]")
        .containsPattern("<h1 [^>]*>[A-Z][^<]+</h1>")
        .contains("alt=\"Example\"");
    assertThat(found(html, "<table[^>]*>"))
        .allMatch(table -> table.contains("role=\"presentation\"") || table.contains("\"rule\""));
    assertThat(found(html, "font-size:([0-9]+)px;line-height:[0-9]+px;[^\"]*\">[^<&]"))
        .isNotEmpty()
        .allMatch(px -> Integer.parseInt(px) >= 16);
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void no_mail_loads_anything_but_the_logo(Known trigger) {
    String html = Samples.email(templates, trigger, plain(trigger)).html();

    assertThat(html).doesNotContain("<script", "src=", "url(", "<link", "@import", "<img", "<form");
    assertThat(found(Samples.email(templates, trigger, branded(trigger)).html(), "src=\"([^\"]*)"))
        .containsExactly("https://example.com/logo.png");
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void every_link_is_kept_from_click_tracking(Known trigger) {
    List<String> links =
        found(Samples.email(templates, trigger, branded(trigger)).html(), "<a [^>]*>");

    assertThat(links)
        .hasSize(trigger.carriesCode() ? 1 : 3)
        .allSatisfy(link ->
            assertThat(link)
                .contains(
                    " clicktracking=\"off\"",
                    " disable-tracking=true",
                    " mc:disable-tracking",
                    " data-pm-no-track",
                    " data-msys-clicktrack=\"0\"",
                    " ses:no-track"));
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void the_preheader_says_what_to_do_and_holds_no_code(Known trigger) {
    String html = Samples.email(templates, trigger, plain(trigger)).html();

    assertThat(found(html, "display:none[^>]*>([^<]*)<"))
        .singleElement()
        .asString()
        .matches("(?s)[A-Z][a-z].*")
        .doesNotContain("384027", "P&lt;");
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void every_sms_is_one_gsm_segment_that_begins_with_the_brand(Known trigger) {
    String text = Samples.sms(templates, trigger, branded(trigger));

    assertThat(text).startsWith("Example: ").doesNotContain("Sentinel");
    assertThat(SmsSegments.of(text).encoding()).isEqualTo(SmsSegments.Encoding.GSM_7);
    assertThat(SmsSegments.of(text).count()).isEqualTo(1);
    assertThat(Samples.sms(templates, trigger, plain(trigger)))
        .isNotBlank()
        .doesNotContain("@example.com")
        .matches("(?s)[A-Z0-9].*\\S");
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void an_sms_is_one_segment_for_brands_and_domains_of_up_to_30_characters(Known trigger) {
    Map<String, String> values = new HashMap<>(branded(trigger).values());
    values.put("brandName", "B".repeat(30));
    values.put("domain", "d".repeat(30));
    values.computeIfPresent("code", (name, code) -> code.equals("384027") ? code : "p".repeat(16));

    assertThat(SmsSegments.of(Samples.sms(templates, trigger, Samples.values(values))).count())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void an_sms_ends_with_its_origin_when_its_code_is_typed_there(Known trigger) {
    boolean typedOnTheSite = trigger.carriesCode() && trigger != Known.ADMIN_CREATE_USER;
    String text = Samples.sms(templates, trigger, branded(trigger));

    assertThat(text.endsWith(ORIGIN)).isEqualTo(typedOnTheSite);
    assertThat(text.contains("@example.com")).isEqualTo(typedOnTheSite);
  }

  @Test
  void a_takeover_notice_says_what_is_known_and_what_was_done() {
    Known takeover = Known.ACCOUNT_TAKE_OVER_NOTIFICATION;
    Rendered blocked = Samples.email(templates, takeover, branded(takeover));
    assertThat(blocked.subject()).isEqualTo("We blocked a sign-in to your Example account");
    assertThat(blocked.text())
        .contains("Lyon, France", "203.0.113.7", "Chrome 126, Windows", "02:25 PM UTC")
        .contains("No, it was not me:\n" + Samples.LINK + "false\n")
        .contains("Yes, it was me:\n" + Samples.LINK + "true\n");

    Rendered bare =
        Samples.email(templates, takeover, Samples.values(Map.of("action", "NO_ACTION")));
    assertThat(bare.subject()).isEqualTo("Unusual sign-in to your account");
    assertThat(bare.html()).contains("It was not blocked").doesNotContain("<th", "<a ");
    assertThat(bare.text()).doesNotContain("Where:", "it was me");
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject.txt", "body.txt", "body.html", "sms.txt"})
  void sign_up_is_exactly_this(String file) throws IOException {
    Rendered mail = Samples.email(templates, Known.SIGN_UP, branded(Known.SIGN_UP));
    Map<String, String> rendered =
        Map.of(
            "subject.txt",
            mail.subject() + "\n",
            "body.txt",
            mail.text(),
            "body.html",
            mail.html(),
            "sms.txt",
            Samples.sms(templates, Known.SIGN_UP, branded(Known.SIGN_UP)) + "\n");

    try (InputStream expected = getClass().getResourceAsStream("/rendered/SignUp/" + file)) {
      assertThat(rendered.get(file))
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(String file) {
    return BuiltIn.text("en", file);
  }

  private static List<String> found(String html, String pattern) {
    return Pattern.compile(pattern)
        .matcher(html)
        .results()
        .map((MatchResult match) -> match.group(match.groupCount()))
        .toList();
  }
}
