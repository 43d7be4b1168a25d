package io.github.cognitocourier.sandbox.provider.email;

import java.util.LinkedHashMap;
import java.util.Map;

/** One entry of SparkPost's {@code errors}; an empty description is left out. */
record SparkPostProblem(String code, String message, String description) {

  static SparkPostProblem of(String code, String message) {
    return new SparkPostProblem(code, message, "");
  }

  static SparkPostProblem missing(String field) {
    return new SparkPostProblem("1400", "required field is missing", field + " is required");
  }

  static SparkPostProblem invalid(String description) {
    return new SparkPostProblem("1300", "invalid data format/type/length", description);
  }

  Map<String, String> json() {
    var json = new LinkedHashMap<String, String>();
    json.put("message", message);
    if (!description.isEmpty()) {
      json.put("description", description);
    }
    json.put("code", code);
    return json;
  }
}
