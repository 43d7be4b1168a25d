package io.github.cognitocourier.sandbox.web;

/** From where the sandbox can be called. */
public enum Reach {
  /** From this machine only. */
  MACHINE("127.0.0.1"),
  /**
   * From outside the container in which it runs, by a published port: the 127.0.0.1 of a container
   * is nobody else's. Calls must still name 127.0.0.1 or localhost, with the port's own number;
   * that keeps web pages out, but not a program that can reach the container.
   */
  CONTAINER("0.0.0.0");

  private final String address;

  Reach(String address) {
    this.address = address;
  }

  /** Where the sandbox listens. */
  String address() {
    return address;
  }
}
