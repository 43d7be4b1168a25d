package io.github.cognitocourier.core.httpapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with places for values: {@code Your code is {{code}}}. It is read once; a value is put
 * into its place and never looked at again, whatever braces it holds. Immutable.
 *
 * @param path where it stands in {@code courier.json}, for errors
 */
public record FillableText(String path, List<Part> parts) {

  /** A part of the text. */
  public sealed interface Part {

    /** Words that stay as they are. */
    record Words(String text) implements Part {}

    /** A place for the value of this name. */
    record Place(String name) implements Part {}
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{0,80}");
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** Copies the parts. */
  public FillableText {
    parts = List.copyOf(parts);
  }

  /** Reads {@code text}; empty when it has a {@code {{} without a name and its {@code }}}. */
  public static Optional<FillableText> parse(String path, String text) {
    var parts = new ArrayList<Part>();
    int at = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      int close = text.indexOf(CLOSE, open);
      String name = close < 0 ? "" : text.substring(open + OPEN.length(), close).strip();
      if (!NAME.matcher(name).matches()) {
        return Optional.empty();
      }
      if (open > at) {
        parts.add(new Part.Words(text.substring(at, open)));
      }
      parts.add(new Part.Place(name));
      at = close + CLOSE.length();
    }
    if (at < text.length()) {
      parts.add(new Part.Words(text.substring(at)));
    }
    return Optional.of(new FillableText(path, parts));
  }

  /** The names of its places, in their order. */
  public Stream<String> names() {
    return parts.stream()
        .flatMap(part ->
            switch (part) {
              case Part.Words _ -> Stream.empty();
              case Part.Place(String name) -> Stream.of(name);
            });
  }

  /** What stands between its places. */
  public String words() {
    return fill(_ -> "");
  }

  /** The text with the value of each name; a name without a value leaves its place empty. */
  public String fill(UnaryOperator<String> values) {
    var filled = new StringBuilder();
    for (Part part : parts) {
      filled.append(
          switch (part) {
            case Part.Words(String text) -> text;
            case Part.Place(String name) -> values.apply(name);
          });
    }
    return filled.toString();
  }

  /**
   * The same, but empty when it is one place and nothing else, and has no value: then a member or a
   * field or a header is better left out than sent without a value.
   */
  public Optional<String> fillUnlessEmpty(UnaryOperator<String> values) {
    String filled = fill(values);
    boolean onePlace = parts.size() == 1 && parts.getFirst() instanceof Part.Place;
    return onePlace && filled.isEmpty() ? Optional.empty() : Optional.of(filled);
  }
}
