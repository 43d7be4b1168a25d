package io.github.cognitocourier.cli;

import io.github.cognitocourier.cli.linking.LinkedClasses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * One jar of the function as it is shipped. Its classes are linked ahead of time. Its entries are
 * stored, not compressed: the JVM reads them sooner, and the zip around the jar compresses them all
 * the better together. They are sorted, without times and folders.
 */
final class FunctionJar {

  /** Native libraries: the one for the function's processor lies beside the jars. */
  private static final String NATIVE = "META-INF/native/";

  /** Conscrypt's documentation, and how jars were built: nobody reads them in a function. */
  private static final String PAGES =
      "(index|org/conscrypt/.*)\\.html|styles\\.css|META-INF/maven/.*";

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private FunctionJar() {}

  /**
   * Links and stores the jar {@code bytes}. A signed jar, and one with classes for other versions
   * of Java, stays as it is.
   *
   * @param hierarchy finds every class that those of the jar extend or use
   */
  static byte[] of(byte[] bytes, ClassLoader hierarchy) throws IOException {
    SortedMap<String, byte[]> entries = entries(bytes);
    entries.keySet().removeIf(name -> name.startsWith(NATIVE) || name.matches(PAGES));
    if (entries.keySet().stream().anyMatch(FunctionJar::mustStay)) {
      return bytes;
    }
    var classes = new TreeMap<>(entries);
    classes.keySet().removeIf(name -> !isClass(name));
    entries.putAll(LinkedClasses.of(classes, hierarchy));
    return stored(entries);
  }

  private static boolean mustStay(String name) {
    return name.matches("META-INF/[^/]*\\.SF|META-INF/versions/.*(?<!module-info)\\.class");
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class");
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
