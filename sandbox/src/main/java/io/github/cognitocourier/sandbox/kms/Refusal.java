package io.github.cognitocourier.sandbox.kms;

/** Ends an operation with one of AWS's errors. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;

  /** A client's mistake: 400. */
  Refusal(String type, String message) {
    this(400, type, message);
  }

  Refusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  int status() {
    return status;
  }

  /** AWS's name, such as {@code NotFoundException}. */
  String type() {
    return type;
  }
}
