package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.util.ArrayList;
import java.util.List;

/** Reads left to right, one token of look-ahead. */
final class RouteParser {

  private final String setting;
  private final String text;
  private int position;

  RouteParser(String setting, String text) {
    this.setting = setting;
    this.text = text;
  }

  Route parse() {
    Route route = route(0);
    skipSpace();
    if (position < text.length()) {
      throw mistake("goes on after its end; several providers are written failover(a b)");
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
    if (position < text.length() && text.charAt(position) == '(') {
      if (!word.equals("failover") || depth > 8) {
        throw mistake("knows failover(a b …) and nothing else in front of a parenthesis");
      }
      position++;
      return new Route.Failover(choices(depth + 1));
    }
    if (word.isEmpty()) {
      throw mistake("expects a provider URL such as sendgrid://default");
    }
    return new Route.One(ProviderUrl.parse(setting, word));
  }

  private List<Route> choices(int depth) {
    var choices = new ArrayList<Route>();
    for (skipSpace(); !isAt(')'); skipSpace()) {
      if (position >= text.length()) {
        throw mistake("lacks a closing parenthesis");
      }
      choices.add(route(depth));
    }
    position++;
    if (choices.isEmpty()) {
      throw mistake("has an empty failover()");
    }
    return choices;
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

  private InvalidSettings mistake(String sentence) {
    return new InvalidSettings(
        setting + " " + sentence + " (at character " + (position + 1) + ").");
  }
}
