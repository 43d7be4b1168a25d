package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads left to right. A mistake in a word is noted and reading goes on; one in the structure ends
 * it.
 */
final class RouteParser {

  private static final int DEEPEST = 8;
  private static final int HEAVIEST = 1000;
  private static final Pattern WEIGHT = Pattern.compile("([0-9]+)=");

  /** A URL without a key before it holds a colon and a slash before its first equals sign. */
  private static final Pattern KEYS = Pattern.compile("([^\\s()=/]*)=");

  private final String setting;
  private final String text;
  private final Channel channel;
  private final List<String> mistakes = new ArrayList<>();
  private int position;
  private int roundRobins;

  RouteParser(String setting, String text, Channel channel) {
    this.setting = setting;
    this.text = text;
    this.channel = channel;
  }

  Route parse() {
    Route route = route(0);
    skipSpace();
    if (position < text.length()) {
      throw broken("goes on after its end; several providers are written failover(a b)");
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidSettings(mistakes);
    }
    return route;
  }

  private Route route(int depth) {
    skipSpace();
    int start = position;
    while (position < text.length() && !isDelimiter(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    if (!isAt('(')) {
      return provider(word, start);
    }
    if (depth >= DEEPEST) {
      throw broken("nests its parentheses too deeply");
    }
    position++;
    return switch (word) {
      case "failover" -> new Route.Failover(choices(word, () -> route(depth + 1)));
      case "roundrobin" ->
          new Route.RoundRobin(++roundRobins, choices(word, () -> weighted(depth + 1)));
      case "bytrigger" -> keyed(word, start, "SignUp=a", depth).byTrigger();
      case "byprefix" -> keyed(word, start, "+49=a", depth).byPrefix(channel);
      case "byclient" -> keyed(word, start, "CLIENTID=a", depth).byClient();
      default -> {
        position = start;
        throw broken(
            "knows failover(), roundrobin(), bytrigger(), byprefix() and byclient(), and nothing"
                + " else in front of a parenthesis");
      }
    };
  }

  private Route provider(String word, int start) {
    if (word.isEmpty()) {
      throw broken("expects a provider URL such as sendgrid://default");
    }
    try {
      return new Route.One(ProviderUrl.parse(setting, word));
    } catch (InvalidSettings invalid) {
      invalid.mistakes().forEach(sentence -> mistakes.add(at(start, sentence)));
      return new Route.Failover(List.of());
    }
  }

  /** What stands between the parentheses; the opening one has been read. */
  private <T> List<T> choices(String word, Supplier<T> choice) {
    var choices = new ArrayList<T>();
    for (skipSpace(); !isAt(')'); skipSpace()) {
      if (position >= text.length()) {
        throw broken("lacks a closing parenthesis");
      }
      choices.add(choice.get());
    }
    if (choices.isEmpty()) {
      throw broken("has an empty " + word + "()");
    }
    position++;
    return choices;
  }

  private Route.Weighted weighted(int depth) {
    Matcher matcher = WEIGHT.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      return new Route.Weighted(1, route(depth));
    }
    String digits = matcher.group(1);
    int weight = digits.length() > 4 ? 0 : Integer.parseInt(digits);
    if (weight < 1 || weight > HEAVIEST) {
      note(position, "has a weight that is not from 1 to " + HEAVIEST);
    }
    position = matcher.end();
    return new Route.Weighted(weight, route(depth));
  }

  private KeyedRoutes keyed(String word, int start, String example, int depth) {
    List<KeyedRoutes.Entry> entries = choices(word, () -> entry(example, depth + 1));
    return new KeyedRoutes(entries, start, position - 1, this::note);
  }

  private KeyedRoutes.Entry entry(String example, int depth) {
    Matcher matcher = KEYS.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      throw broken("expects a key and a route here, such as " + example);
    }
    int start = position;
    position = matcher.end();
    return new KeyedRoutes.Entry(List.of(matcher.group(1).split(",", -1)), start, route(depth));
  }

  private boolean isAt(char expected) {
    return position < text.length() && text.charAt(position) == expected;
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isDelimiter(char c) {
    return Character.isWhitespace(c) || c == '(' || c == ')';
  }

  private void note(int where, String sentence) {
    mistakes.add(at(where, setting + " " + sentence + "."));
  }

  private static String at(int where, String sentence) {
    String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return open + " (at character " + (where + 1) + ").";
  }

  /** Nothing that follows can be told apart; what was noted before is told as well. */
  private InvalidSettings broken(String sentence) {
    note(position, sentence);
    return new InvalidSettings(mistakes);
  }
}
