package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.httpapi.FillableText;
import io.github.cognitocourier.core.httpapi.HttpApi.Body;
import io.github.cognitocourier.core.httpapi.JsonShape;
import io.github.cognitocourier.core.httpapi.Placeholders;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads texts with places for values, and the bodies that are made of them.
 *
 * @param attributes the user attributes that a text may ask for
 * @param metadata the client metadata that a text may ask for
 */
record HttpTextReader(Set<String> attributes, Set<String> metadata, List<String> mistakes) {

  /** The body of an entry, or of its {@code hosted}; empty when it has none. */
  Optional<Body> body(Json content, boolean hosted) {
    Json json = content.at("json");
    Json form = content.at("form");
    if (!json.isAbsent() && !form.isAbsent()) {
      note(content.mistake("must have either json or form"));
    }
    if (!json.isAbsent()) {
      if (!json.isObject() && !(json.raw().orElse("") instanceof List)) {
        note(json.mistake("must be an object or an array"));
      }
      return Optional.of(new Body.JsonBody(shape(json, hosted)));
    }
    if (form.isAbsent()) {
      return Optional.empty();
    }
    var fields = new LinkedHashMap<String, FillableText>();
    members(form).forEach((name, value) -> fields.put(name, text(value, hosted)));
    return Optional.of(new Body.FormBody(fields));
  }

  private JsonShape shape(Json json, boolean hosted) {
    Object raw = json.raw().orElse("");
    if (json.isObject()) {
      var members = new LinkedHashMap<String, JsonShape>();
      members(json).forEach((name, member) -> members.put(name, shape(member, hosted)));
      return new JsonShape.Members(members);
    }
    if (raw instanceof List) {
      return new JsonShape.Items(json.items().stream().map(it -> shape(it, hosted)).toList());
    }
    return json.text().isPresent()
        ? new JsonShape.Words(text(json, hosted))
        : new JsonShape.Constant(json.raw());
  }

  /** The members of an object; empty when it is absent. */
  Map<String, Json> members(Json object) {
    Map<String, Json> members = object.fields();
    members.forEach((name, member) -> {
      if (name.contains("{{")) {
        note(member.mistake("must have a name without placeholders"));
      }
    });
    return members;
  }

  /** A string with places for values. */
  FillableText text(Json field, boolean hosted) {
    Optional<FillableText> text =
        field.text().flatMap(words -> FillableText.parse(field.path(), words));
    if (text.isEmpty()) {
      note(field.mistake("must be a string in which each {{ has a name and its }}"));
    }
    text.ifPresent(it -> check(field, it, hosted));
    return text.orElseGet(() -> new FillableText(field.path(), List.of()));
  }

  /** Notes each place of {@code text} that asks for what there is not. */
  void check(Json field, FillableText text, boolean hosted) {
    text.names()
        .flatMap(name -> Placeholders.problem(name, attributes, metadata, hosted).stream())
        .forEach(problem -> note(field.mistake(problem)));
  }

  private void note(MalformedJson mistake) {
    mistakes.add(CourierJson.sentence(mistake));
  }
}
