package io.github.cognitocourier.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every route, over random ones; the seeds are fixed, so a failure comes again. */
class RoutePropertiesTest {

  private static final List<String> TOKENS =
      List.of(
          "failover(",
          "roundrobin(",
          "bytrigger(",
          "byprefix(",
          "byclient(",
          "(",
          ")",
          " ",
          "=",
          "3=",
          "*=",
          "*",
          "+49=",
          "SignUp=",
          "SignUp,ResendCode=",
          "abc=",
          "a://b",
          "a://b?c=d",
          "sendgrid://default",
          ":",
          "/",
          "?",
          "%",
          "%zz",
          ",",
          "\n",
          "\u00e4",
          "99999999999999=");

  @Test
  void random_text_is_a_route_or_wrong_settings_and_never_anything_else() {
    var random = new Random(1);
    int routes = 0;
    for (int i = 0; i < 50_000; i++) {
      String text = i % 2 == 0 ? tokens(random) : characters(random);
      try {
        Route.parse("COURIER_SMS", text, Channel.SMS);
        routes++;
      } catch (InvalidSettings invalid) {
        assertThat(invalid.mistakes())
            .isNotEmpty()
            .allMatch(one -> one.matches("COURIER_SMS .*\\(at character [0-9]+\\)\\."));
      }
    }
    assertThat(routes).isGreaterThan(300);
  }

  private static String tokens(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(TOKENS.get(random.nextInt(TOKENS.size())));
    }
    return text.toString();
  }

  private static String characters(Random random) {
    return random
        .ints(random.nextInt(40), 32, 127)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void a_provider_stands_in_a_list_at_most_once_and_never_without_being_reachable() {
    var random = new Random(2);
    for (int i = 0; i < 3_000; i++) {
      Route route = parsed(RandomRoutes.text(random));
      Dispatch dispatch = dispatch(random);
      List<ProviderUrl> list = route.providers(dispatch);

      assertThat(list).doesNotHaveDuplicates();
      assertThat(route.reachable(dispatch.trigger())).containsAll(list);
      assertThat(route.providers()).containsAll(route.reachable(dispatch.trigger()));
      assertThat(route.providers(dispatch)).as("the same message").isEqualTo(list);
    }
  }

  /** Against every trigger with every client, every prefix and many draws. */
  @Test
  void what_is_reachable_for_a_trigger_is_what_some_message_of_it_reaches() {
    var random = new Random(3);
    for (int i = 0; i < 300; i++) {
      Route route = parsed(RandomRoutes.text(random));
      for (Known trigger : Known.values()) {
        Set<ProviderUrl> reached = RandomRoutes.reached(route, trigger);
        assertThat(route.reachable(trigger)).containsExactlyInAnyOrderElementsOf(reached);
      }
    }
  }

  @Test
  void the_longest_prefix_wins_as_by_brute_force() {
    var random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      var prefixes = new TreeSet<String>();
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        prefixes.add("+" + digits(random, 1 + random.nextInt(4)));
      }
      var entries = new ArrayList<String>();
      prefixes.forEach(prefix -> entries.add(prefix + "=a://p" + prefix.substring(1)));
      Collections.shuffle(entries, random);
      Route route = parsed("byprefix(" + String.join(" ", entries) + " *=a://others)");
      String number = "+" + digits(random, 7 + random.nextInt(9));

      String expected =
          prefixes.stream()
              .filter(number::startsWith)
              .max(Comparator.comparingInt(String::length))
              .map(prefix -> "p" + prefix.substring(1))
              .orElse("others");
      assertThat(route.providers(dispatch(Known.SIGN_UP, "c", number, "n")))
          .extracting(ProviderUrl::account)
          .containsExactly(expected);
    }
  }

  @Test
  void weights_hold_over_many_notifications_and_the_rest_follows_by_weight_as_well() {
    Route route = parsed("roundrobin(6=a://x 3=b://x 1=c://x)");
    var first = new HashMap<String, Integer>();
    var second = new HashMap<String, Integer>();
    int many = 20_000;
    for (int i = 0; i < many; i++) {
      List<ProviderUrl> order = route.providers(dispatch(Known.SIGN_UP, "c", "+499999999", id(i)));
      assertThat(order).hasSize(3);
      first.merge(order.get(0).scheme(), 1, Integer::sum);
      if (order.get(0).scheme().equals("a")) {
        second.merge(order.get(1).scheme(), 1, Integer::sum);
      }
    }

    assertShare(first, many, Map.of("a", 0.6, "b", 0.3, "c", 0.1));
    assertShare(second, first.get("a"), Map.of("b", 0.75, "c", 0.25));
  }

  @Test
  void two_round_robins_of_one_route_draw_independently() {
    Route route = parsed("failover(roundrobin(a://x b://x) roundrobin(c://x d://x))");
    var pairs = new HashMap<String, Integer>();
    int many = 20_000;
    for (int i = 0; i < many; i++) {
      List<ProviderUrl> order = route.providers(dispatch(Known.SIGN_UP, "c", "+499999999", id(i)));
      pairs.merge(order.get(0).scheme() + order.get(2).scheme(), 1, Integer::sum);
    }

    assertShare(pairs, many, Map.of("ac", 0.25, "ad", 0.25, "bc", 0.25, "bd", 0.25));
  }

  /** A draw that changes sends a code twice where the provider has seen its idempotency key. */
  @Test
  void the_draw_of_a_notification_never_changes() {
    Route route = parsed("roundrobin(a://x b://x c://x d://x)");

    assertThat(
            IntStream.range(0, 6)
                .mapToObj(i -> route.providers(dispatch(Known.SIGN_UP, "c", "+499999999", id(i))))
                .map(list -> String.join("", list.stream().map(ProviderUrl::scheme).toList())))
        .containsExactly("cdab", "adcb", "bcad", "dacb", "bcda", "cbda");
  }

  private static void assertShare(
      Map<String, Integer> counts, int all, Map<String, Double> expected) {
    assertThat(counts).containsOnlyKeys(expected.keySet());
    expected.forEach((name, share) ->
        assertThat((double) counts.get(name) / all).as(name).isCloseTo(share, within(0.015)));
  }

  private static String id(int i) {
    return UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}).toString();
  }

  private static Dispatch dispatch(Random random) {
    return dispatch(
        Known.values()[random.nextInt(Known.values().length)],
        RandomRoutes.CLIENTS.get(random.nextInt(RandomRoutes.CLIENTS.size())),
        "+" + digits(random, 10),
        "n" + random.nextInt());
  }

  private static Dispatch dispatch(Known trigger, String client, String number, String id) {
    return new Dispatch(
        trigger,
        Optional.of(client),
        "default",
        new NotificationId(id),
        Optional.of(new PhoneNumber(number)));
  }

  private static String digits(Random random, int count) {
    var digits = new StringBuilder().append(1 + random.nextInt(9));
    while (digits.length() < count) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private static Route parsed(String text) {
    return Route.parse("COURIER_SMS", text, Channel.SMS);
  }
}
