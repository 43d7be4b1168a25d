package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The function's courier.json, when its providers need one: a file until it is closed. */
record CourierFile(Optional<Path> path) implements AutoCloseable {

  /** Throws {@link UncheckedIOException} when it cannot be written. */
  static CourierFile of(Map<String, Map<String, Object>> document) {
    if (document.isEmpty()) {
      return new CourierFile(Optional.empty());
    }
    try {
      Path file = Files.createTempFile("courier", ".json");
      Files.writeString(file, Json.write(document));
      return new CourierFile(Optional.of(file));
    } catch (IOException notWritten) {
      throw new UncheckedIOException("courier.json of the sandbox", notWritten);
    }
  }

  /** The environment that names it. */
  Map<String, String> over(Map<String, String> environment) {
    var all = new LinkedHashMap<>(environment);
    path.ifPresent(file -> all.put("COURIER_CONFIG", file.toString()));
    return Map.copyOf(all);
  }

  @Override
  public void close() {
    try {
      if (path.isPresent()) {
        Files.deleteIfExists(path.get());
      }
    } catch (IOException stays) {
      throw new UncheckedIOException("courier.json of the sandbox", stays);
    }
  }
}
