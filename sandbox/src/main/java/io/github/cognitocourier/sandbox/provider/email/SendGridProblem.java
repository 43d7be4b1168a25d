package io.github.cognitocourier.sandbox.provider.email;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of SendGrid's {@code errors}. */
record SendGridProblem(String message, @Nullable String field, @Nullable String help) {

  static final String HELP =
      "http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#message.";

  /** About a field; the link to help leaves its indexes out. */
  static SendGridProblem ofField(String field, String message) {
    return new SendGridProblem(message, field, HELP + field.replaceAll("\\.[0-9]+", ""));
  }

  /** About the request as a whole. */
  static SendGridProblem ofRequest(String message) {
    return new SendGridProblem(message, null, null);
  }

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("message", message);
    json.put("field", field);
    json.put("help", help);
    return json;
  }
}
