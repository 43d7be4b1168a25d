package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random route expressions of SMS, and whom they reach, by brute force. */
final class RandomRoutes {

  static final List<String> CLIENTS = List.of("c1", "c2", "c3");
  private static final List<String> PREFIXES = List.of("+4", "+49", "+491", "+1", "+1415");

  private RandomRoutes() {}

  /** Every form, none within itself but failover and round robin; the providers are p0 to p4. */
  static String text(Random random) {
    return text(random, 3, List.of("bytrigger", "byprefix", "byclient"));
  }

  private static String text(Random random, int depth, List<String> keyed) {
    int form = depth == 0 ? 0 : random.nextInt(3 + keyed.size());
    if (form == 0) {
      return "p" + random.nextInt(5) + "://x";
    }
    int size = 1 + random.nextInt(3);
    if (form <= 2) {
      return IntStream.range(0, size)
          .mapToObj(i ->
              (form == 2 ? (1 + random.nextInt(9)) + "=" : "") + text(random, depth - 1, keyed))
          .collect(Collectors.joining(" ", form == 1 ? "failover(" : "roundrobin(", ")"));
    }
    String word = keyed.get(form - 3);
    List<String> deeper = keyed.stream().filter(one -> !one.equals(word)).toList();
    var keys = new ArrayList<>(keys(word));
    Collections.shuffle(keys, random);
    var entries = new ArrayList<String>();
    keys.subList(0, size).forEach(key -> entries.add(key + "=" + text(random, depth - 1, deeper)));
    if (!word.equals("byprefix") || random.nextBoolean()) {
      entries.add("*=" + text(random, depth - 1, deeper));
    }
    return word + "(" + String.join(" ", entries) + ")";
  }

  private static List<String> keys(String word) {
    return switch (word) {
      case "byprefix" -> PREFIXES;
      case "byclient" -> CLIENTS;
      default -> Stream.of(Known.values()).map(Known::suffix).toList();
    };
  }

  /** Tries a message of the trigger from every client to a number of every prefix. */
  static Set<ProviderUrl> reached(Route route, Known trigger) {
    var reached = new HashSet<ProviderUrl>();
    for (String client : Stream.concat(CLIENTS.stream(), Stream.of("other")).toList()) {
      for (String prefix : Stream.concat(PREFIXES.stream(), Stream.of("+8")).toList()) {
        reached.addAll(route.providers(dispatch(trigger, client, prefix + "0000000")));
      }
    }
    return reached;
  }

  private static Dispatch dispatch(Known trigger, String client, String number) {
    return new Dispatch(
        trigger,
        Optional.of(client),
        "default",
        new NotificationId("n"),
        Optional.of(new PhoneNumber(number)));
  }
}
