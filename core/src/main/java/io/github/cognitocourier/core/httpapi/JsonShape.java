package io.github.cognitocourier.core.httpapi;

import io.github.cognitocourier.core.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document whose strings have places for values. Values fill strings that are parsed
 * already, so no value, whatever it holds, makes another document of it. Immutable.
 */
public sealed interface JsonShape {

  /** An object. A member that is one place without a value is left out. */
  record Members(Map<String, JsonShape> members) implements JsonShape {

    /** Copies the members, in their order. */
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** An array; always as long as this. */
  record Items(List<JsonShape> items) implements JsonShape {

    /** Copies the items. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record Words(FillableText text) implements JsonShape {}

  /** A number, a boolean or null, as {@link Json#raw} gives it. */
  record Constant(Optional<Object> value) implements JsonShape {}

  /** The document with the value of each name; for an object or an array. */
  default String write(UnaryOperator<String> values) {
    return Json.write(Objects.requireNonNull(filled(this, values)));
  }

  /** Every text in it. */
  default Stream<FillableText> texts() {
    return switch (this) {
      case Members(var members) -> members.values().stream().flatMap(JsonShape::texts);
      case Items(var items) -> items.stream().flatMap(JsonShape::texts);
      case Words(FillableText text) -> Stream.of(text);
      case Constant _ -> Stream.empty();
    };
  }

  private static @Nullable Object filled(JsonShape shape, UnaryOperator<String> values) {
    return switch (shape) {
      case Members(var members) -> {
        var object = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, member) -> {
          if (!(member instanceof Words(FillableText text))) {
            object.put(name, filled(member, values));
          } else {
            text.fillUnlessEmpty(values).ifPresent(filled -> object.put(name, filled));
          }
        });
        yield object;
      }
      case Items(var items) -> {
        var array = new ArrayList<@Nullable Object>();
        items.forEach(item -> array.add(filled(item, values)));
        yield array;
      }
      case Words(FillableText text) -> text.fill(values);
      case Constant(Optional<Object> value) -> value.orElse(null);
    };
  }
}
