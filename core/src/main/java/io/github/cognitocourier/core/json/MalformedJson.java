package io.github.cognitocourier.core.json;

/**
 * A document that is not what its reader expects. The message names path and expectation, never a
 * value.
 */
public final class MalformedJson extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String path;

  MalformedJson(String path, String expectation) {
    super(path + " " + expectation);
    this.path = path;
  }

  /**
   * The path of the field, such as {@code request.userAttributes.email}; {@code the document} for
   * the whole.
   */
  public String path() {
    return path;
  }
}
