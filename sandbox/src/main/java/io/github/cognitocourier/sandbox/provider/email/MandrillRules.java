package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Mandrill requires of its JSON document. */
final class MandrillRules {

  private static final int LONGEST_TAG = 50;
  private static final int MOST_METADATA_BYTES = 1000;
  private static final List<String> SWITCHES =
      List.of(
          "important",
          "track_opens",
          "track_clicks",
          "auto_text",
          "auto_html",
          "inline_css",
          "url_strip_qs",
          "preserve_recipients",
          "view_content_link",
          "merge");

  private MandrillRules() {}

  /**
   * The first thing that is wrong; throws {@link io.github.cognitocourier.core.json.MalformedJson}
   * when a value is of another type than documented.
   */
  static Optional<String> problem(Json order, boolean hosted) {
    if (hosted) {
      if (order.at("template_name").optionalText().orElse("").isEmpty()) {
        return Optional.of("You must specify a template_name value");
      }
      if (order.at("template_content").isAbsent()) {
        return Optional.of("You must specify a template_content value");
      }
      for (Json content : order.at("template_content").items()) {
        if (content.at("name").text().isEmpty() || content.at("content").text().isEmpty()) {
          return invalid("template_content", "Please enter a name and a content");
        }
      }
    }
    if (order.at("message").isAbsent()) {
      return Optional.of("You must specify a message value");
    }
    if (!order.at("async").isAbsent() && !isBoolean(order.at("async"))) {
      return Optional.of("Validation error: {\"async\":\"Please enter a boolean value\"}");
    }
    return message(order.at("message").requireObject(), hosted);
  }

  private static Optional<String> message(Json message, boolean hosted) {
    Optional<String> sender = message.at("from_email").optionalText();
    if (sender.isEmpty() && !hosted) {
      return invalid("from_email", "Please enter a value");
    }
    if (sender.isPresent() && EmailAddress.parse(sender.get()).isEmpty()) {
      return invalid("from_email", "The username portion of the email address is invalid");
    }
    if (message.at("to").items().isEmpty()) {
      return invalid("to", "Please enter an array");
    }
    for (Json to : message.at("to").items()) {
      if (to.requireObject().at("email").optionalText().orElse("").isEmpty()) {
        return invalid("to", "Please enter a value");
      }
      if (!to.at("type").optionalText().orElse("to").matches("to|cc|bcc")) {
        return invalid("to", "The type must be one of to, cc, bcc");
      }
    }
    for (String name : List.of("subject", "text", "html", "from_name")) {
      var _ = message.at(name).optionalText();
    }
    for (String name : SWITCHES) {
      if (!message.at(name).isAbsent() && !isBoolean(message.at(name))) {
        return invalid(name, "Please enter a boolean value");
      }
    }
    return options(message);
  }

  private static Optional<String> options(Json message) {
    for (Json tag : message.at("tags").items()) {
      if (!tag.text().orElse("_").matches("(?s)[^_].{0," + (LONGEST_TAG - 1) + "}")) {
        return invalid("tags", "A tag has at most 50 characters and no underscore at its start");
      }
    }
    for (Map.Entry<String, Json> header : message.at("headers").fields().entrySet()) {
      if (header.getValue().text().isEmpty()) {
        return invalid("headers", "Please enter a string");
      }
    }
    if (!message
        .at("merge_language")
        .optionalText()
        .orElse("handlebars")
        .matches("mailchimp|handlebars")) {
      return invalid("merge_language", "The merge language must be mailchimp or handlebars");
    }
    for (Json variable : message.at("global_merge_vars").items()) {
      if (!variable.requireObject().at("name").optionalText().orElse("_").matches("[^_:].*")) {
        return invalid("global_merge_vars", "A name must not start with an underscore");
      }
    }
    Json metadata = message.at("metadata");
    String written = metadata.isAbsent() ? "" : Json.write(metadata.requireObject().texts());
    return written.getBytes(StandardCharsets.UTF_8).length > MOST_METADATA_BYTES
        ? invalid("metadata", "Metadata is limited to 1000 bytes")
        : Optional.empty();
  }

  private static boolean isBoolean(Json value) {
    return value.raw().filter(Boolean.class::isInstance).isPresent();
  }

  private static Optional<String> invalid(String field, String sentence) {
    return Optional.of(
        "Validation error: " + Json.write(Map.of("message", Map.of(field, sentence))));
  }
}
