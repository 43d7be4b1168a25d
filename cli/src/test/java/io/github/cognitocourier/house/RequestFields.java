package io.github.cognitocourier.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.http.Request;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a request holds: its headers, those of a mail included, its form fields, and its JSON
 * members with the path to them.
 */
record RequestFields(List<Field> all) {

  /** One of them; the value of an object or an array is empty, its members follow. */
  record Field(String name, String value) {

    /** Whether this is the field, or stands in it. */
    private boolean isIn(String other) {
      return name.equalsIgnoreCase(other)
          || name.endsWith("." + other)
          || name.contains("." + other + ".");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static RequestFields of(Request request) {
    var all = new ArrayList<Field>();
    request.headers().forEach((name, value) -> all.add(new Field(name, value)));
    if ("smtp".equals(request.uri().getScheme())) {
      String head = request.body().substring(0, request.body().indexOf("\r\n\r\n"));
      head.lines().map(line -> pair(line, ": ")).forEach(all::add);
    } else if (request.headers().toString().contains("x-www-form-urlencoded")) {
      Stream.of(request.body().split("&"))
          .map(field -> pair(field, "="))
          .map(field ->
              new Field(
                  URLDecoder.decode(field.name(), UTF_8), URLDecoder.decode(field.value(), UTF_8)))
          .forEach(all::add);
    } else {
      members("", Json.parse(request.body()), all);
    }
    return new RequestFields(List.copyOf(all));
  }

  private static Field pair(String text, String between) {
    String[] parts = text.split(between, 2);
    return new Field(parts[0], parts.length > 1 ? parts[1] : "");
  }

  private static void members(String path, Json json, List<Field> all) {
    if (json.isObject()) {
      json.fields()
          .forEach((name, value) -> {
            all.add(new Field(path + "." + name, leaf(value)));
            members(path + "." + name, value, all);
          });
    } else if (!json.at(0).isAbsent()) {
      json.items()
          .forEach(item -> {
            if (!leaf(item).isEmpty()) {
              all.add(new Field(path, leaf(item)));
            }
            members(path, item, all);
          });
    }
  }

  private static String leaf(Json json) {
    boolean inner = json.isObject() || !json.at(0).isAbsent();
    return inner ? "" : json.raw().map(String::valueOf).orElse("");
  }

  /** Those that are this field, or stand in it. */
  List<Field> in(String name) {
    return all.stream().filter(field -> field.isIn(name)).toList();
  }

  /** Those whose value holds {@code text}. */
  List<Field> with(String text) {
    return all.stream().filter(field -> field.value().contains(text)).toList();
  }
}
