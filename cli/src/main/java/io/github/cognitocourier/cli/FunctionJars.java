package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The jars of the function, wherever it is shipped: in a zip or in a folder of an image. */
final class FunctionJars {

  private FunctionJars() {}

  /**
   * The jars by the names of their files, linked ahead of time; the same build gives the same
   * bytes.
   *
   * @throws InvalidSettings when the function is not built
   */
  static SortedMap<String, byte[]> linked() throws IOException {
    List<Path> built = built();
    List<URL> urls = new ArrayList<>();
    for (Path jar : built) {
      urls.add(jar.toUri().toURL());
    }
    SortedMap<String, byte[]> linked = new TreeMap<>();
    try (var hierarchy =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      for (Path jar : built) {
        byte[] bytes = FunctionJar.of(Files.readAllBytes(jar), hierarchy);
        linked.put(jar.getFileName().toString(), bytes);
      }
    }
    return linked;
  }

  /** The module {@code lambda} and what Maven resolved for it. */
  private static List<Path> built() throws IOException {
    Path target = Path.of(System.getProperty("courier.home", "."), "lambda", "target");
    Path own = target.resolve("cognito-courier-lambda.jar");
    Path classPath = target.resolve("class-path");
    if (!Files.exists(own) || !Files.exists(classPath)) {
      throw new InvalidSettings(
          "The function is not built; run ./courier package from a checkout.");
    }
    Stream<Path> others =
        Stream.of(Files.readString(classPath).strip().split(File.pathSeparator)).map(Path::of);
    return Stream.concat(Stream.of(own), others).toList();
  }
}
