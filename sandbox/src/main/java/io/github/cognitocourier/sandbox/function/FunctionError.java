package io.github.cognitocourier.sandbox.function;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An exception as Lambda's Java runtime reports it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html">Function
 *     errors</a>
 */
final class FunctionError {

  private FunctionError() {}

  static Map<String, Object> json(Throwable error) {
    var json = new LinkedHashMap<String, Object>();
    json.put("errorMessage", Optional.ofNullable(error.getMessage()).orElse(""));
    json.put("errorType", error.getClass().getName());
    json.put("stackTrace", Arrays.stream(error.getStackTrace()).map(String::valueOf).toList());
    return json;
  }
}
