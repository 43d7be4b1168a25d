package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.sandbox.web.Reach;
import java.util.List;

/**
 * How a sandbox is opened.
 *
 * @param port 0 for a free one
 * @param providers the names of the providers in the function's routes, several of one channel in
 *     the order in which they are tried; a channel of which none is named has the provider that it
 *     has without
 */
public record Opening(Reach reach, int port, List<String> providers) {

  /** Copies the names. */
  public Opening {
    providers = List.copyOf(providers);
  }

  /** For programs of this machine, with the providers that it has without. */
  static Opening at(int port) {
    return new Opening(Reach.MACHINE, port, List.of());
  }
}
