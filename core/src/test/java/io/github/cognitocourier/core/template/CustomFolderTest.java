package io.github.cognitocourier.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Start-up stops at a template folder that would fail later, and says where and why. */
class CustomFolderTest {

  private static final Variables CODE = Samples.values(Map.of("code", "384027"));

  @TempDir private Path folder;

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> mistakes() {
    try {
      Templates.load(Optional.of(folder));
      return List.of();
    } catch (InvalidSettings e) {
      return e.mistakes();
    }
  }

  @Test
  void a_missing_folder_is_named() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Templates.load(Optional.of(missing)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("COURIER_TEMPLATES: " + missing + " is not a folder.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          readme.md                             | readme.md is not a template; allowed here: folders named like a locale
          DE/sms/SignUp.txt                     | DE is not a template; allowed here: folders named like a locale, such as en, pt-BR or zh-Hant, or brands
          de_AT/sms/SignUp.txt                  | de_AT is not a template
          de/SignUp.txt                         | de/SignUp.txt is not a template; allowed here: the folders email, sms and layout
          de/mail/SignUp/subject.txt            | de/mail is not a template
          de/email/Signup/subject.txt           | de/email/Signup is not a template; allowed here: folders named like a trigger source: SignUp, ResendCode
          de/email/SignUp.txt                   | de/email/SignUp.txt is not a template
          de/email/SignUp/body.htm              | de/email/SignUp/body.htm is not a template; allowed here: subject.txt, body.txt, body.html
          de/email/SignUp/img/logo.png          | de/email/SignUp/img is not a template
          de/sms/SignUp.html                    | de/sms/SignUp.html is not a template; allowed here: <trigger source>.txt
          de/sms/SignUp/body.txt                | de/sms/SignUp is not a template
          de/layout/page.htm                    | de/layout/page.htm is not a template; allowed here: <name>.html and <name>.txt
          brands/acme                           | brands/acme is not a template; allowed here: a folder named like a brand
          brands/Acme/de/sms/SignUp.txt         | brands/Acme is not a template
          brands/acme/xx-yy/sms/SignUp.txt      | brands/acme/xx-yy is not a template
          brands/acme/de/email/SignUp/body.docx | brands/acme/de/email/SignUp/body.docx is not a template
          """)
  void a_name_that_means_nothing_is_named_with_what_is_allowed(String path, String mistake)
      throws IOException {
    write(path, "x");

    assertThat(mistakes()).singleElement().asString().startsWith("COURIER_TEMPLATES: " + mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{code}}{{cod}}        | de/sms/SignUp.txt, line 1: unknown variable {{cod}}; known are accentColor, action,
          {{#brand}}x{{/brand}}  | de/sms/SignUp.txt, line 1: unknown variable {{brand}};
          {{^name}}x{{/name}}    | de/sms/SignUp.txt, line 1: unknown variable {{name}};
          {{attributes}}         | de/sms/SignUp.txt, line 1: unknown variable {{attributes}};
          {{attributes.}}        | de/sms/SignUp.txt, line 1: unknown variable {{attributes.}};
          {{}}                   | de/sms/SignUp.txt, line 1: unknown variable {{}};
          {{{cod}}}              | de/sms/SignUp.txt, line 1: unknown variable {{cod}};
          {{>foo}}               | de/sms/SignUp.txt, line 1: there is no layout/foo.txt.
          {{>../layout/origin}}  | de/sms/SignUp.txt, line 1: there is no layout/../layout/origin.txt.
          {{=<% %>=}}            | de/sms/SignUp.txt, line 1: delimiters cannot be changed
          {{#code}}x             | de/sms/SignUp.txt does not parse: Section missing close tag 'code'
          {{#code}}{{/domain}}   | de/sms/SignUp.txt does not parse: Section close tag with mismatched open tag
          {{code}} {{code        | de/sms/SignUp.txt opens {{ and does not close it.
          """)
  void a_template_that_would_fail_is_named_with_the_reason(String text, String mistake)
      throws IOException {
    write("de/sms/SignUp.txt", text);

    assertThat(mistakes()).singleElement().asString().startsWith("COURIER_TEMPLATES: " + mistake);
  }

  @Test
  void an_unknown_variable_is_named_with_its_file_and_line() throws IOException {
    write("brands/acme/en/email/SignUp/body.html", "<p>\n{{code}}\n{{firstName}}</p>");

    assertThat(mistakes())
        .singleElement()
        .asString()
        .startsWith(
            "COURIER_TEMPLATES: brands/acme/en/email/SignUp/body.html, line 3:"
                + " unknown variable {{firstName}}; known are accentColor,")
        .endsWith("attributes.<name> and metadata.<name>.");
  }

  @Test
  void html_cannot_be_left_unescaped() throws IOException {
    write("en/email/SignUp/body.html", "{{{attributes.name}}}\n{{& attributes.name }}");

    assertThat(mistakes())
        .hasSize(2)
        .allMatch(mistake -> mistake.endsWith("unescaped; write {{attributes.name}}."));
  }

  @Test
  void a_partial_that_includes_itself_is_named() throws IOException {
    write("en/layout/a.txt", "{{>b}}");
    write("en/layout/b.txt", "{{>a}}");
    write("en/sms/SignUp.txt", "{{>a}}");

    assertThat(mistakes())
        .contains("COURIER_TEMPLATES: en/sms/SignUp.txt, line 1: layout/a.txt includes itself.");
  }

  @Test
  void a_mail_that_lacks_a_part_is_named() throws IOException {
    write("de/email/SignUp/subject.txt", "Code");

    assertThat(mistakes())
        .containsExactly(
            "COURIER_TEMPLATES: de/ lacks email/SignUp/body.txt and email/SignUp/body.html.");
  }

  @Test
  void english_may_be_changed_file_by_file() throws IOException {
    write("en/email/SignUp/subject.txt", "Hello");

    Rendered mail = Samples.email(Templates.load(Optional.of(folder)), Known.SIGN_UP, CODE);

    assertThat(mail.subject()).isEqualTo("Hello");
    assertThat(mail.text()).startsWith("Confirm your email address");
  }

  @Test
  void what_is_not_utf_8_is_named() throws IOException {
    write("de/sms/SignUp.txt", "Schlüssel {{code}}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(mistakes())
        .containsExactly("COURIER_TEMPLATES: de/sms/SignUp.txt is not UTF-8; save it as UTF-8.");
  }

  @Test
  void what_mailboxes_would_cut_off_is_named() throws IOException {
    write("en/email/SignUp/body.html", "x".repeat(100 * 1024 + 1));

    assertThat(mistakes())
        .singleElement()
        .asString()
        .startsWith("COURIER_TEMPLATES: en/email/SignUp/body.html is larger than 100 KB");
  }

  @Test
  void all_mistakes_are_told_at_once() throws IOException {
    write("de/sms/SignUp.txt", "{{one}}");
    write("de/sms/ResendCode.txt", "{{two}}");
    write("notes.txt", "");

    assertThat(mistakes()).hasSize(3);
  }

  @Test
  void what_editors_and_systems_add_does_no_harm() throws IOException {
    write(".DS_Store", "x");
    write("en/.git/config", "x");
    write("en/sms/SignUp.txt", "\uFEFFYour code:\r\n{{code}}\r\n\r\n");

    assertThat(Samples.sms(Templates.load(Optional.of(folder)), Known.SIGN_UP, CODE))
        .isEqualTo("Your code:\n384027");
  }
}
