package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.cli.linking.LateLogger;
import io.github.cognitocourier.cli.linking.LinkedClasses;
import io.github.cognitocourier.lambda.NoLoggers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The jar of the function as it is shipped: the content of all its jars in one, so that the JVM
 * opens one file and looks for a class in one place. Its classes are linked ahead of time. Its
 * entries are stored, not compressed: the JVM reads them sooner, and the zip around the jar
 * compresses them all the better together. They are sorted, without times and folders.
 */
final class FunctionJar {

  /** Its file. */
  static final String NAME = "cognito-courier.jar";

  /** Native libraries: the one for the function's processor lies beside the jar. */
  private static final String NATIVE = "META-INF/native/";

  /**
   * Conscrypt's documentation, how jars were built, and what is for modules and for native images
   * alone: nobody reads them in a function.
   */
  private static final String UNREAD =
      "(index|org/conscrypt/.*)\\.html|styles\\.css|META-INF/(maven|native-image)/.*"
          + "|(META-INF/versions/\\d+/)?module-info\\.class";

  /** Conscrypt's classes with a logger that every handshake initialises. */
  private static final Set<String> WITH_LOGGERS =
      Set.of(
          "org/conscrypt/CryptoUpcalls.class",
          "org/conscrypt/NativeSslSession.class",
          "org/conscrypt/SSLParametersImpl.class");

  /** Who is asked for the loggers of the JDK's own classes. */
  static final String LOGGER_FINDER = "META-INF/services/java.lang.System$LoggerFinder";

  private static final String SERVICE = "META-INF/services/.*";
  private static final String LICENCE = "META-INF/(LICENSE|NOTICE)[^/]*";
  private static final String SIGNATURE = "META-INF/[^/]*\\.SF";
  private static final String OTHER_VERSION = "META-INF/versions/.*";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final SortedMap<String, byte[]> entries = new TreeMap<>();

  /** With what {@code loading} says in the place of its class. */
  FunctionJar(NativeLoading loading) {
    entries.put(NativeLoading.FILE, loading.bytes());
    entries.put(LOGGER_FINDER, (NoLoggers.class.getName() + "\n").getBytes(UTF_8));
  }

  /**
   * Adds the content of the jar {@code bytes}, whose file is {@code name}. Of several manifests the
   * first stays; licences are kept by the name of their jar.
   *
   * @throws IllegalStateException when the jar cannot be part of another
   */
  FunctionJar with(String name, byte[] bytes) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries(bytes).entrySet()) {
      add(name, entry.getKey(), entry.getValue());
    }
    return this;
  }

  private void add(String jar, String name, byte[] content) {
    if (name.matches(SIGNATURE) || (name.matches(OTHER_VERSION) && !name.matches(UNREAD))) {
      throw new IllegalStateException(jar + " is signed or for several versions: " + name);
    }
    if (name.startsWith(NATIVE) || name.matches(UNREAD)) {
      return;
    }
    if (name.equals(MANIFEST) || name.equals(NativeLoading.FILE)) {
      entries.putIfAbsent(name, content);
    } else if (name.matches(SERVICE)) {
      entries.merge(name, content, FunctionJar::lines);
    } else if (name.matches(LICENCE)) {
      String kept = "META-INF/licenses/" + jar.replaceFirst("\\.jar$", "") + "/";
      entries.put(kept + name.substring("META-INF/".length()), content);
    } else {
      byte[] other =
          entries.putIfAbsent(name, WITH_LOGGERS.contains(name) ? LateLogger.of(content) : content);
      if (other != null && !Arrays.equals(other, content)) {
        throw new IllegalStateException(jar + " is not the only one with " + name);
      }
    }
  }

  private static byte[] lines(byte[] some, byte[] others) {
    var lines = new ByteArrayOutputStream();
    lines.writeBytes(some);
    lines.write('\n');
    lines.writeBytes(others);
    return lines.toByteArray();
  }

  /**
   * The jar.
   *
   * @param hierarchy finds every class that those of the jar extend or use
   */
  byte[] bytes(ClassLoader hierarchy) throws IOException {
    var classes = new TreeMap<>(entries);
    classes.keySet().removeIf(name -> !name.endsWith(".class"));
    var linked = new TreeMap<>(entries);
    linked.putAll(LinkedClasses.of(classes, hierarchy));
    return stored(linked);
  }

  private static SortedMap<String, byte[]> entries(byte[] jar) throws IOException {
    var entries = new TreeMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  /** The manifest comes first, where those who read a jar as a stream look for it. */
  private static byte[] stored(SortedMap<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      byte[] manifest = entries.remove(MANIFEST);
      if (manifest != null) {
        store(MANIFEST, manifest, jar);
      }
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        store(each.getKey(), each.getValue(), jar);
      }
    }
    return bytes.toByteArray();
  }

  private static void store(String name, byte[] content, ZipOutputStream jar) throws IOException {
    var sum = new CRC32();
    sum.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(FunctionZip.NO_TIME);
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}
