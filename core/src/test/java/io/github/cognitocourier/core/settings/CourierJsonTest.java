package io.github.cognitocourier.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CourierJsonTest {

  private static final Path FIXTURES =
      Path.of("src/test/resources/io/github/cognitocourier/core/settings");

  static List<Path> valid() throws IOException {
    return documents("valid");
  }

  static List<Path> invalid() throws IOException {
    return documents("invalid");
  }

  private static List<Path> documents(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void the_schema_and_the_function_accept_the_same_documents(Path file) throws IOException {
    assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    CourierJson.parse(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void the_schema_and_the_function_refuse_the_same_documents(Path file) throws IOException {
    String sentence = Files.readString(Path.of(file.toString().replace(".json", ".txt"))).strip();

    assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isNotEmpty();
    assertThatThrownBy(() -> CourierJson.parse(Files.readString(file)), "%s", file)
        .isInstanceOf(InvalidSettings.class)
        .hasMessage(sentence);
  }

  @Test
  void every_mistake_is_told_at_once() {
    var invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () ->
                CourierJson.parse("{\"x\":1,\"brand\":{\"url\":\"ftp://a\",\"domain\":\"a b\"}}"));

    assertThat(invalid.mistakes()).hasSize(3);
  }

  @Test
  void an_http_api_may_ask_for_declared_attributes_and_metadata_only() {
    var invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () ->
                CourierJson.parse(
                    """
                    {"attributes": ["name"], "httpApis": {"acme": {
                      "url": "https://api.example.com/send?by={{metadata.invitedBy}}",
                      "form": {"to": "{{to}}", "text": "{{text}}",
                        "a": "{{attributes.name}}", "b": "{{attributes.family_name}}"},
                      "success": {"statuses": [200], "messageId": "/id"}}}}
                    """));

    assertThat(invalid.mistakes())
        .containsExactly(
            "courier.json: httpApis.acme.url asks for {{metadata.invitedBy}}, which is not"
                + " declared; add it to metadata.",
            "courier.json: httpApis.acme.form.b asks for {{attributes.family_name}}, which is not"
                + " declared; add it to attributes.");
  }

  @Test
  void hosted_content_of_an_http_api_goes_to_the_same_host() {
    assertThatThrownBy(() ->
            CourierJson.parse(
                """
                {"httpApis": {"acme": {
                  "url": "https://api.example.com/send",
                  "form": {"to": "{{to}}", "text": "{{text}}"},
                  "hosted": {"url": "https://example.com/send"},
                  "success": {"statuses": [200], "messageId": "/id"}}}}
                """))
        .hasMessage("courier.json: httpApis.acme.hosted.url must lead to the same host as url.");
  }

  @Test
  void a_hosted_template_of_an_http_api_needs_a_body_that_names_it() {
    assertThatThrownBy(() ->
            CourierJson.parse(
                """
                {"brand": {"hostedTemplates": {"http/acme": {"SignUp": {"en": "t-1"}}}},
                 "httpApis": {"acme": {
                  "url": "https://api.example.com/send",
                  "form": {"to": "{{to}}", "text": "{{text}}"},
                  "success": {"statuses": [200], "messageId": "/id"}}}}
                """))
        .hasMessage(
            "courier.json: httpApis.acme must have hosted, because hostedTemplates names templates"
                + " of it.");
  }

  /** Accepted, and nobody is told anything: a forgotten field must not look like success. */
  @Test
  void an_http_api_asks_for_recipient_and_content() {
    assertThat(
            httpMistakes(
                "{\"url\": \"https://a.example/{{trigger}}\", \"form\": {\"a\": \"{{to}}\"},"))
        .containsExactly(
            "courier.json: httpApis.acme must ask for {{code}} or {{html}} or {{text}}.");
    assertThat(
            httpMistakes(
                """
                {"url": "https://a.example/?a={{code}}", "headers": {"X": "{{toDigits}}"},
                 "hosted": {"url": "https://a.example", "json": {"id": 7, "to": "{{to}}"}},
                """))
        .containsExactly(
            "courier.json: httpApis.acme.hosted must ask for {{code}} or {{hostedTemplate}} or"
                + " {{html}} or {{text}}.");
    assertThat(httpMistakes("{\"url\": \"https://a.example\","))
        .containsExactly(
            "courier.json: httpApis.acme must ask for {{to}} or {{toDigits}}.",
            "courier.json: httpApis.acme must ask for {{code}} or {{html}} or {{text}}.");
  }

  /** A name of {@code <a href=…>}, or one with a comma, is somebody's own choice. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes.name",
        "metadata.by",
        "userName",
        "text",
        "subject",
        "deviceName",
        "city",
        "country",
        "ipAddress",
        "loginTime"
      })
  void what_strangers_write_stands_in_no_markup(String name) {
    String field =
        "{\"url\": \"https://a.example\", \"form\": {\"to\": \"{{to}}\", \"html\": \"{{html}}\", \"a\": \"%s\"},";
    String sentence =
        "courier.json: httpApis.acme.form.a must not ask for {{"
            + name
            + "}} beside a <, because nothing is escaped there; use {{html}}.";

    assertThat(httpMistakes(field.formatted("<p>{{code}} {{" + name + "}}</p>")))
        .containsExactly(sentence);
    assertThat(httpMistakes(field.formatted("{{" + name + "}} <{{to}}>")))
        .containsExactly(sentence);
    assertThat(httpMistakes(field.formatted("<#{{" + name + "}}>"))).containsExactly(sentence);
    assertThat(httpMistakes(field.formatted("<#> {{" + name + "}}"))).isEmpty();
    assertThat(httpMistakes(field.formatted("{{fromName}} <{{from}}>"))).isEmpty();
  }

  private static List<String> httpMistakes(String api) {
    String document =
        "{\"attributes\": [\"name\"], \"metadata\": [\"by\"], \"httpApis\": {\"acme\": "
            + api
            + " \"success\": {\"statuses\": [200], \"messageId\": \"/id\"}}}}";
    try {
      CourierJson.parse(document);
      return List.of();
    } catch (InvalidSettings invalid) {
      return invalid.mistakes();
    }
  }

  @Test
  void an_app_client_without_a_brand_speaks_for_the_default_one() throws IOException {
    CourierJson document = everything();

    assertThat(document.brandOf(Optional.of("3n4b5urk1ft4fl3mg5e62d9ado")).name())
        .isEqualTo("Acme");
    assertThat(document.brandOf(Optional.of("another")).name()).isEqualTo("Example");
    assertThat(document.brandOf(Optional.empty()).name()).isEqualTo("Example");
  }

  @Test
  void a_brand_inherits_what_it_does_not_say() throws IOException {
    Brand acme = everything().brands().get("acme");

    assertThat(acme.domain()).isEqualTo("example.com");
    assertThat(acme.smsFrom()).isEqualTo("ACME");
  }

  @Test
  void a_hosted_template_is_the_best_that_this_provider_hosts() throws IOException {
    var hosted = everything().hostedBy("sendgrid");

    assertThat(hosted.id(key("SignUp", "de"))).hasValue("d-2");
    assertThat(hosted.id(key("SignUp", "fr", "de", "en"))).hasValue("d-2");
    assertThat(hosted.id(key("SignUp", "fr"))).isEmpty();
    assertThat(hosted.id(key("ResendCode", "en"))).isEmpty();
    assertThat(everything().hostedBy("sendgrid/eu").id(key("SignUp", "en"))).isEmpty();
  }

  @Test
  void whether_a_provider_hosts_any_template_is_known() throws IOException {
    assertThat(everything().hostedBy("sendgrid").isNone()).isFalse();
    assertThat(everything().hostedBy("smtp").isNone()).isTrue();
  }

  @Test
  void the_triggers_of_a_hosted_template_are_cognitos() {
    assertThat(BrandReader.TRIGGERS)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TriggerSource.Known.values()).map(TriggerSource::suffix).toList());
  }

  private static TemplateKey key(String trigger, String... locales) {
    return new TemplateKey(trigger, List.of(locales), "default");
  }

  private static CourierJson everything() throws IOException {
    return CourierJson.parse(Files.readString(FIXTURES.resolve("valid/everything.json")));
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Path.of("../docs/courier.schema.json")));
  }
}
