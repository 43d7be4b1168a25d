package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The jars of the function, wherever it is shipped: in a zip or in a folder of an image. */
final class FunctionJars {

  private FunctionJars() {}

  /**
   * The function's jar and the native library for {@code architecture}, by the names of their
   * files; the same build gives the same bytes.
   *
   * @throws InvalidSettings when the function is not built
   */
  static SortedMap<String, byte[]> linked(Architecture architecture) throws IOException {
    List<Path> built = built();
    List<URL> urls = new ArrayList<>();
    for (Path jar : built) {
      urls.add(jar.toUri().toURL());
    }
    SortedMap<String, byte[]> linked = new TreeMap<>();
    try (var hierarchy =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      var all = new FunctionJar(new NativeLoading(architecture.library()));
      for (Path jar : built) {
        all.with(jar.getFileName().toString(), Files.readAllBytes(jar));
      }
      linked.put(FunctionJar.NAME, all.bytes(hierarchy));
      String library = architecture.nativeLibrary();
      try (InputStream in = hierarchy.getResourceAsStream("META-INF/native/" + library)) {
        linked.put(library, Objects.requireNonNull(in, library).readAllBytes());
      }
    }
    return linked;
  }

  /** The module {@code lambda} and what Maven resolved for it. */
  private static List<Path> built() throws IOException {
    Path own = target().resolve("cognito-courier-lambda.jar");
    Path classPath = target().resolve("class-path");
    if (!Files.exists(classPath)) {
      throw new InvalidSettings(
          "The function is not built; run ./courier package from a checkout.");
    }
    String[] libraries = Files.readString(classPath).strip().split(File.pathSeparator);
    return Stream.concat(Stream.of(own), Stream.of(libraries).map(Path::of)).toList();
  }

  private static Path target() {
    return Path.of(System.getProperty("courier.home", "."), "lambda", "target");
  }
}
