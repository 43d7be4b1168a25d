package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What SendGrid requires of the parts of a mail that may be left out: headers, custom arguments,
 * categories, settings.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors">Errors</a>
 */
record SendGridOptions(List<SendGridProblem> problems) {

  private static final Set<String> RESERVED_HEADERS =
      Set.of(
          "x-sg-id",
          "x-sg-eid",
          "received",
          "dkim-signature",
          "content-type",
          "content-transfer-encoding",
          "to",
          "from",
          "subject",
          "reply-to",
          "cc",
          "bcc");
  private static final int MOST_ARGUMENT_BYTES = 10_000;
  private static final int MOST_CATEGORIES = 10;
  private static final int MOST_CATEGORY_LENGTH = 255;

  void check(Json mail) {
    checkHeaders("headers", mail.at("headers"));
    checkArguments("custom_args", mail.at("custom_args"));
    checkCategories(mail.at("categories").items());
    checkSwitches("mail_settings", mail.at("mail_settings"));
    checkSwitches("tracking_settings", mail.at("tracking_settings"));
    checkUnsubscribeGroup(mail.at("asm"));
  }

  private void add(String field, String message) {
    problems.add(SendGridProblem.ofField(field, message));
  }

  void checkHeaders(String path, Json headers) {
    headers
        .fields()
        .forEach((name, value) -> {
          if (value.text().isEmpty()) {
            add(path, "The header values must be strings.");
          }
          if (!name.matches("[\\x21-\\x7E]+")) {
            add(path, "Header keys cannot contain non-ASCII characters and empty spaces.");
          }
          if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            add(path, "Header can not be one of the reserved keys.");
          }
        });
  }

  void checkArguments(String path, Json arguments) {
    Map<String, Json> fields = arguments.fields();
    if (fields.values().stream().anyMatch(value -> value.text().isEmpty())) {
      add(path, "All values of custom arguments object must be strings");
    }
    if (arguments.isObject() && fields.isEmpty()) {
      add(path, "custom_args cannot be empty.");
    }
    String written = arguments.raw().map(Json::write).orElse("");
    if (written.getBytes(StandardCharsets.UTF_8).length > MOST_ARGUMENT_BYTES) {
      add(
          path,
          "The combined size of both global and personalization custom arguments may not exceed"
              + " 10,000 bytes per personalization.");
    }
  }

  private void checkCategories(List<Json> categories) {
    if (categories.size() > MOST_CATEGORIES) {
      add(
          "categories",
          "There is a limit of 10 categories for each email that is sent. You provided "
              + categories.size()
              + " categories.");
    }
    var seen = new HashSet<String>();
    for (Json category : categories) {
      String name = category.text().orElse("");
      if (name.isEmpty()) {
        add("categories", "Categories must be an array of strings.");
      } else if (!name.matches("[\\x20-\\x7E]+")) {
        add("categories", "Categories can not contain non-ASCII characters.");
      } else if (name.length() > MOST_CATEGORY_LENGTH) {
        add("categories", "Each category must not be longer than 255 characters.");
      } else if (!seen.add(name)) {
        add("categories", "The categories must be a unique list.");
      }
    }
  }

  private void checkSwitches(String path, Json settings) {
    settings
        .fields()
        .forEach((name, setting) -> {
          setting.requireObject();
          for (String key : List.of("enable", "enable_text")) {
            if (setting.at(key).raw().filter(value -> !(value instanceof Boolean)).isPresent()) {
              add(
                  path + "." + name + "." + key,
                  "The " + name.replace('_', ' ') + " enable param should be a boolean value.");
            }
          }
        });
  }

  private void checkUnsubscribeGroup(Json asm) {
    if (asm.isObject() && asm.at("group_id").number().isEmpty()) {
      add("asm.group_id", "The ASM group ID must be an integer.");
    }
  }
}
