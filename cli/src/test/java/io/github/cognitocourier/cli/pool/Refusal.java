package io.github.cognitocourier.cli.pool;

/**
 * An error of the API.
 *
 * @param code such as {@code InvalidParameterException}
 */
public record Refusal(int status, String code, String message) {

  static Refusal invalid(String message) {
    return new Refusal(400, "InvalidParameterException", message);
  }
}
