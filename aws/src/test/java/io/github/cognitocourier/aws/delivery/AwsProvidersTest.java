package io.github.cognitocourier.aws.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.testkit.conformance.Sample;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fixtures cannot say: mistakes in settings, and messages of other shapes. */
class AwsProvidersTest {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "secret");
  private static final Email EMAIL = Sample.PLAIN.email();
  private static final Sms SMS = Sample.PLAIN.sms();

  private final InstantSource clock = InstantSource.system();
  private final List<Request> requests = new ArrayList<>();
  private final Exchange recording =
      (request, _) -> {
        requests.add(request);
        return new Reply.NotSent(Reply.Fault.TIMED_OUT);
      };

  @Test
  void a_provider_is_named_by_its_url() {
    assertThat(email("ses://default").name()).isEqualTo("ses");
    assertThat(sms("aws-sms://default").name()).isEqualTo("aws-sms");
    assertThat(sms("sns://us?region=us-east-1").name()).isEqualTo("sns/us");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ses://default?region=EU           | ses: option region is not a region such as eu-central-1.
          ses://default?tracking=on         | ses: option tracking can only be off or override.
          ses://default?identity-arn=x      | ses: option identity-arn must be arn:aws:ses:region:account:identity/name.
          ses://default?endpoint-id=a_b     | ses: option endpoint-id is an id such as abcde.ab0.
          ses://default?sandbox=true        | ses: has no option sandbox; it knows configuration-set, endpoint, endpoint-id, identity-arn, region, tenant, tracking.
          """)
  void a_wrong_setting_of_ses_is_named(String url, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> email(url))
        .withMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sns://default?max-price=cheap      | sns: option max-price must be US dollars such as 0.25.
          sns://default?india-entity=1       | sns: give options india-entity and india-template together.
          aws-sms://default?max-price=1      | aws-sms: option max-price must be US dollars such as 0.25.
          aws-sms://default?india-template=1 | aws-sms: give options india-entity and india-template together.
          aws-sms://default?sandbox=yes      | aws-sms: option sandbox must be true or false.
          """)
  void a_wrong_setting_of_an_sms_service_is_named(String url, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> sms(url))
        .withMessage(sentence);
  }

  @Test
  void half_a_pair_of_credentials_is_named() {
    var half = Environment.of(Map.of("AWS_REGION", "eu-central-1", "AWS_SECRET_ACCESS_KEY", "s"));
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> AwsWire.of(half, recording, clock))
        .withMessage(
            "AWS_ACCESS_KEY_ID is not set; set it to the id that belongs to"
                + " AWS_SECRET_ACCESS_KEY.");
  }

  @Test
  void a_dry_run_needs_neither_credentials_nor_a_region() {
    Environment none = Environment.of(Map.of()).forDryRun();
    Provider<Sms> provider =
        AwsProviders.sms(url("aws-sms://default"), none, AwsWire.of(none, recording, clock));

    provider.send(SMS, Deadline.in(Duration.ofSeconds(1), clock));

    assertThat(requests.getFirst().uri())
        .hasToString("https://sms-voice.aws-region.amazonaws.com/");
    assertThat(requests.getFirst().headers().toString()).contains("{AWS_ACCESS_KEY_ID}");
  }

  @Test
  void an_endpoint_of_awss_own_variable_is_used() {
    var variables = new LinkedHashMap<>(VARIABLES);
    variables.put("AWS_ENDPOINT_URL_SESV2", "https://vpce.example.com/ses/");
    var environment = Environment.of(variables);
    AwsProviders.email(
            url("ses://default"),
            environment,
            HostedTemplates.NONE,
            AwsWire.of(environment, recording, clock))
        .send(EMAIL, Deadline.in(Duration.ofSeconds(1), clock));

    assertThat(requests.getFirst().uri())
        .hasToString("https://vpce.example.com/ses/v2/email/outbound-emails");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ENDPOINT_URL_SESV2", "AWS_ENDPOINT_URL"})
  void an_endpoint_of_awss_own_variable_comes_before_a_multi_region_endpoint(String variable) {
    var variables = new LinkedHashMap<>(VARIABLES);
    variables.put(variable, "https://vpce.example.com/ses/");
    var environment = Environment.of(variables);
    AwsProviders.email(
            url("ses://default?endpoint-id=abcde.ab0"),
            environment,
            HostedTemplates.NONE,
            AwsWire.of(environment, recording, clock))
        .send(EMAIL, soon());

    assertThat(requests.getFirst().uri())
        .hasToString("https://vpce.example.com/ses/v2/email/outbound-emails");
  }

  @Test
  void a_multi_region_endpoint_of_ses_gets_a_signature_for_every_region() {
    email("ses://default?endpoint-id=abcde.ab0").send(EMAIL, soon());

    Request request = requests.getFirst();
    assertThat(request.uri())
        .hasToString("https://abcde.ab0.endpoints.email.amazonaws.com/v2/email/outbound-emails");
    assertThat(Json.parse(request.body()).at("EndpointId").text()).contains("abcde.ab0");
    assertThat(request.headers())
        .containsEntry("X-Amz-Region-Set", "*")
        .extractingByKey("Authorization")
        .asString()
        .startsWith("AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/");
  }

  @Test
  void ses_says_what_to_do_about_tracking_until_it_was_done() {
    assertThat(email("ses://default").warnings()).hasSize(1);
    assertThat(email("ses://default").warnings().getFirst())
        .contains("tracking=off")
        .contains("tracking=override")
        .contains("ses:ApplyTrackingConfigurationOverrides");
    assertThat(email("ses://default?tracking=off").warnings()).isEmpty();
    assertThat(email("ses://default?tracking=override").warnings()).isEmpty();
  }

  @Test
  void ses_gets_a_reply_address_of_its_own_and_no_header_that_it_writes_itself() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Reply-To", "help@example.com");
    headers.put("subject", "another");
    headers.put("X-Greeting", "Grüße");
    Json body = sent(withHeaders(headers));

    assertThat(body.at("ReplyToAddresses").at(0).text()).contains("help@example.com");
    assertThat(body.at("Content").at("Simple").at("Headers").items())
        .extracting(header -> header.texts().toString())
        .containsExactly("{Name=X-Greeting, Value==?UTF-8?B?R3LDvMOfZQ==?=}");
  }

  @Test
  void ses_gets_tags_in_the_characters_that_it_takes() {
    Json body =
        sent(
            new Email(
                new NotificationId("eu-central-1_Ab.c"),
                EMAIL.from(),
                EMAIL.to(),
                EMAIL.subject(),
                EMAIL.text(),
                EMAIL.html(),
                Map.of(),
                EMAIL.template(),
                EMAIL.variables()));

    assertThat(body.at("EmailTags").at(1).at("Value").text()).contains("eu-central-1_Ab_c");
    assertThat(body.at("Content").at("Simple").at("Headers").isAbsent()).isTrue();
  }

  /** SES puts values into HTML as they are: a template needs them escaped as well. */
  @Test
  void a_stored_template_gets_every_value_twice_the_second_time_for_html() {
    var variables =
        new Variables(Map.of("code", "a<b"), Map.of("name", "<img src=x>"), Map.of("note", "\"'&"));
    Map<String, Object> data =
        StoredTemplate.data(
            new Email(
                EMAIL.id(),
                EMAIL.from(),
                EMAIL.to(),
                "S<",
                EMAIL.text(),
                EMAIL.html(),
                Map.of(),
                EMAIL.template(),
                variables));

    assertThat(Json.write(data).replace("\\/", "/"))
        .isEqualTo(
            "{\"subject\":\"S<\",\"code\":\"a<b\",\"attributes\":{\"name\":\"<img src=x>\"},"
                + "\"metadata\":{\"note\":\"\\\"'&\"},\"html\":{\"subject\":\"S&lt;\","
                + "\"code\":\"a&lt;b\",\"attributes\":{\"name\":\"&lt;img src=x&gt;\"},"
                + "\"metadata\":{\"note\":\"&quot;&#39;&amp;\"}}}");
  }

  @Test
  void a_number_in_india_gets_the_ids_of_its_register() {
    var indian =
        new Sms(
            SMS.id(),
            "",
            new PhoneNumber("+919876543210"),
            SMS.text(),
            Duration.ofDays(90),
            SMS.template(),
            SMS.variables());
    sms("aws-sms://default?india-entity=1701&india-template=1007").send(indian, soon());
    sms("sns://default?india-entity=1701&india-template=1007").send(indian, soon());

    Json body = Json.parse(requests.get(0).body());
    assertThat(body.at("DestinationCountryParameters").texts())
        .containsExactly(Map.entry("IN_ENTITY_ID", "1701"), Map.entry("IN_TEMPLATE_ID", "1007"));
    assertThat(body.at("TimeToLive").number()).contains(259_200L);
    assertThat(URLDecoder.decode(requests.get(1).body(), StandardCharsets.UTF_8))
        .contains("Name=AWS.MM.SMS.EntityId", "StringValue=1701")
        .contains("Name=AWS.MM.SMS.TemplateId", "StringValue=1007");
  }

  private static Email withHeaders(Map<String, String> headers) {
    return new Email(
        EMAIL.id(),
        EMAIL.from(),
        EMAIL.to(),
        EMAIL.subject(),
        EMAIL.text(),
        EMAIL.html(),
        headers,
        EMAIL.template(),
        EMAIL.variables());
  }

  private Json sent(Email email) {
    email("ses://default").send(email, soon());
    return Json.parse(requests.getLast().body());
  }

  private Provider<Email> email(String text) {
    var environment = Environment.of(VARIABLES);
    return AwsProviders.email(
        url(text), environment, HostedTemplates.NONE, AwsWire.of(environment, recording, clock));
  }

  private Provider<Sms> sms(String text) {
    var environment = Environment.of(VARIABLES);
    return AwsProviders.sms(url(text), environment, AwsWire.of(environment, recording, clock));
  }

  private static ProviderUrl url(String text) {
    return ProviderUrl.parse("test", text);
  }

  private Deadline soon() {
    return Deadline.in(Duration.ofSeconds(1), clock);
  }
}
