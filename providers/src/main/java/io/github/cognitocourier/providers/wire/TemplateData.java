package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
   * Inline content for a vendor that evaluates expressions in it, too: each brace that could begin
   * one is written as {@code brace}, an expression of the vendor's whose value is a brace. What a
   * user calls himself is then shown and not evaluated, and a password arrives as it is.
   */
  public static String verbatim(String content, String brace) {
    return OPENING.matcher(content).replaceAll(Matcher.quoteReplacement(brace));
  }

  /** A brace, and behind it another one, a percent, number or dollar sign. */
  private static final Pattern OPENING = Pattern.compile("\\{(?=[{%#$])");

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
