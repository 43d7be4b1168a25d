package io.github.cognitocourier.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.Mistakes;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every route of a function, read at start-up. */
class RoutesReaderTest {

  private static final String TWO_BRANDS =
      """
      {"brands":{"acme":{"emailRoute":"failover(c://x a://x)"},
                 "zeta":{"smsRoute":"byprefix(+49=d://x)"}}}
      """;

  private final List<ProviderUrl> made = new ArrayList<>();
  private final Mistakes mistakes = new Mistakes();

  @Test
  void a_brand_goes_by_its_own_route_and_all_others_by_the_common_one() {
    Routes routes = read(Map.of("COURIER_EMAIL", "a://x", "COURIER_SMS", "b://x"), TWO_BRANDS);

    assertThat(names(routes.email().providers(dispatch("acme")))).containsExactly("c/x", "a/x");
    assertThat(names(routes.email().providers(dispatch("zeta")))).containsExactly("a/x");
    assertThat(names(routes.email().providers(dispatch("default")))).containsExactly("a/x");
    assertThat(names(routes.sms().providers(dispatch("acme")))).containsExactly("b/x");
    assertThat(names(routes.sms().providers(dispatch("zeta")))).isEmpty();
    mistakes.stop();
  }

  @Test
  void the_same_url_is_the_same_provider_wherever_it_stands() {
    Routes routes =
        read(
            Map.of("COURIER_EMAIL", "failover(a://x?k=v roundrobin(b://x a://x?k=v) a://x)"),
            "{\"brands\":{\"acme\":{\"emailRoute\":\"a://x?k=v\"}}}");

    assertThat(made).doesNotHaveDuplicates().hasSize(3);
    assertThat(routes.email().providers(dispatch("acme")).getFirst())
        .isSameAs(routes.email().providers(dispatch("default")).getFirst());
  }

  @Test
  void every_route_is_read_and_every_provider_made_whoever_it_is_for() {
    read(
        Map.of(
            "COURIER_EMAIL", "bytrigger(SignUp=wrong://one *=byclient(abc=wrong://two *=a://x))",
            "COURIER_SMS", "byprefix(+49=wrong://three"),
        "{\"brands\":{\"acme\":{\"emailRoute\":\"failover(wrong://four wrong://one)\","
            + "\"smsRoute\":\"b\"}}}");

    assertThat(told())
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).isEqualTo("COURIER_EMAIL: wrong/one: is wrong."),
            one -> assertThat(one).isEqualTo("COURIER_EMAIL: wrong/two: is wrong."),
            one -> assertThat(one).startsWith("COURIER_SMS lacks a closing parenthesis"),
            one ->
                assertThat(one)
                    .isEqualTo("courier.json: brands.acme.emailRoute: wrong/four: is wrong."),
            one ->
                assertThat(one)
                    .startsWith("courier.json: brands.acme.smsRoute holds a provider URL that is"));
  }

  @Test
  void a_brands_route_needs_one_whose_place_it_takes() {
    read(Map.of("COURIER_EMAIL", "a://x"), TWO_BRANDS);

    assertThat(told())
        .containsExactly(
            "courier.json: brands.zeta.smsRoute takes the place of COURIER_SMS, which is not set;"
                + " set it to the route of all others.");
  }

  @Test
  void a_brands_route_counts_only_where_it_is_asked_for() {
    Routes routes =
        new RoutesReader(
                Environment.of(Map.of("COURIER_EMAIL", "a://x")),
                CourierJson.parse(TWO_BRANDS),
                new Scope(Set.of(), Set.of()),
                mistakes)
            .read(this::email, this::sms);

    assertThat(names(routes.email().providers(dispatch("acme")))).containsExactly("a/x");
    mistakes.stop();
  }

  @Test
  void what_carries_codes_only_must_not_be_handed_anything_else() {
    read(
        Map.of("COURIER_SMS", "failover(codes://x b://x)"),
        "{\"brands\":{\"acme\":{\"smsRoute\":\"bytrigger(AdminCreateUser=b://x"
            + " *=byprefix(+49=codes://y *=b://x))\"}}}");

    assertThat(told())
        .containsExactly(
            "COURIER_SMS: codes/x carries codes only, but this route could hand it AdminCreateUser"
                + " (a temporary password) and AccountTakeOverNotification (no code); give another"
                + " provider to these:"
                + " bytrigger(AdminCreateUser,AccountTakeOverNotification=OTHER *=codes://x).",
            "courier.json: brands.acme.smsRoute: codes/y carries codes only, but this route could"
                + " hand it AccountTakeOverNotification (no code); give another provider to these:"
                + " bytrigger(AccountTakeOverNotification=OTHER *=codes://y).");
  }

  /** {@code courier send} sends one message, and may send it by any provider that can carry it. */
  @Test
  void what_never_has_to_be_sent_stops_nothing() {
    Environment environment = Environment.of(Map.of("COURIER_SMS", "codes://x"));
    for (Known trigger : Known.values()) {
      var found = new Mistakes();
      new RoutesReader(environment, CourierJson.none(), new Scope(Set.of(), Set.of(trigger)), found)
          .read(this::email, this::sms);
      assertThat(told(found)).as(trigger.suffix()).hasSize(trigger.carriesPlainCode() ? 0 : 1);
    }
  }

  @Test
  void the_fix_that_the_sentence_shows_is_one() {
    read(
        Map.of(
            "COURIER_SMS",
            "bytrigger(AdminCreateUser,AccountTakeOverNotification=b://x *=failover(codes://x b://x))"),
        "{}");

    mistakes.stop();
  }

  @Test
  void the_fix_that_the_sentence_shows_can_be_copied() {
    read(Map.of("COURIER_SMS", "codes://x?service=VA1&name=Acme%20%28UK%29"), "{}");

    assertThat(told())
        .singleElement()
        .asString()
        .endsWith("=OTHER *=codes://x?service=VA1&name=Acme%20%28UK%29).");
  }

  /** Against every trigger with every client and every prefix. */
  @Test
  void start_up_stops_exactly_when_some_message_could_hand_it_something_else() {
    var random = new Random(5);
    int stopped = 0;
    for (int i = 0; i < 1_000; i++) {
      String text = RandomRoutes.text(random).replace("p0://", "codes://");
      var found = new Mistakes();
      new RoutesReader(
              Environment.of(Map.of("COURIER_SMS", text)),
              CourierJson.none(),
              Scope.everything(),
              found)
          .read(this::email, this::sms);
      Route route = Route.parse("COURIER_SMS", text, Channel.SMS);
      boolean handed =
          Stream.of(Known.ADMIN_CREATE_USER, Known.ACCOUNT_TAKE_OVER_NOTIFICATION)
              .flatMap(trigger -> RandomRoutes.reached(route, trigger).stream())
              .anyMatch(url -> url.scheme().equals("codes"));

      assertThat(told(found).isEmpty()).as(text).isEqualTo(!handed);
      stopped += handed ? 1 : 0;
    }
    assertThat(stopped).isBetween(200, 800);
  }

  private Routes read(Map<String, String> variables, String document) {
    return new RoutesReader(
            Environment.of(variables), CourierJson.parse(document), Scope.everything(), mistakes)
        .read(this::email, this::sms);
  }

  private List<String> told() {
    return told(mistakes);
  }

  private static List<String> told(Mistakes mistakes) {
    try {
      mistakes.stop();
      return List.of();
    } catch (InvalidSettings invalid) {
      return invalid.mistakes();
    }
  }

  private Provider<Email> email(ProviderUrl url) {
    return made(url);
  }

  private Provider<Sms> sms(ProviderUrl url) {
    return made(url);
  }

  private <M extends Message> Provider<M> made(ProviderUrl url) {
    made.add(url);
    if (url.scheme().equals("wrong")) {
      throw url.mistake("is wrong");
    }
    return new Named<>(url);
  }

  private static Dispatch dispatch(String brand) {
    return new Dispatch(
        Known.SIGN_UP,
        Optional.empty(),
        brand,
        new NotificationId("n"),
        PhoneNumber.parse("+14155550100"));
  }

  private static <M extends Message> List<String> names(List<Provider<M>> providers) {
    return providers.stream().map(Provider::name).toList();
  }

  private record Named<M extends Message>(ProviderUrl url) implements Provider<M> {

    @Override
    public String name() {
      return url.name();
    }

    @Override
    public Carries carries() {
      return url.scheme().equals("codes") ? Carries.CODES_ONLY : Carries.EVERYTHING;
    }

    @Override
    public Outcome send(M message, Deadline deadline) {
      throw new AssertionError("nothing is to be sent");
    }
  }
}
