package io.github.cognitocourier.http;

import io.github.cognitocourier.http.Reply.Fault;
import java.io.IOException;

/** An exchange that failed for a reason with a word; says nothing about what was sent. */
final class Failure extends IOException {

  private final Fault fault;

  Failure(Fault fault) {
    super(fault.word());
    this.fault = fault;
  }

  Failure(Fault fault, Throwable cause) {
    super(fault.word(), cause);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
