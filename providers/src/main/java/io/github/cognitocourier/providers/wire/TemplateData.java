package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Variables;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a template that a provider hosts is filled with; the maps keep their order. */
public final class TemplateData {

  private TemplateData() {}

  /**
   * For a template language that knows nesting: our values by their names, {@code attributes} and
   * {@code metadata} as objects, and {@code subject}, the rendered one.
   */
  public static Map<String, Object> nested(Email email) {
    var data = new LinkedHashMap<String, Object>();
    // A hosted template has a subject of its own, or asks for ours.
    data.put("subject", email.subject());
    data.putAll(email.variables().values());
    data.put("attributes", email.variables().attributes());
    data.put("metadata", email.variables().metadata());
    return data;
  }

  /**
   * For a template language that knows names alone: our values, then attributes, then metadata; one
   * of the user's own never takes the place of a value of ours. The map is the caller's.
   */
  public static Map<String, String> flat(Variables variables) {
    var flat = new LinkedHashMap<>(variables.values());
    variables.attributes().forEach(flat::putIfAbsent);
    variables.metadata().forEach(flat::putIfAbsent);
    return flat;
  }
}
