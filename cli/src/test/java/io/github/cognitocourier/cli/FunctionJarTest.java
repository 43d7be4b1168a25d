package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar of the function. */
class FunctionJarTest {

  private static final String CLASS = "io/github/cognitocourier/cli/Commanded.class";
  private static final ClassLoader LOADER = FunctionJarTest.class.getClassLoader();

  private static final NativeLoading LOADING = new NativeLoading("boring");

  @Test
  void it_is_sorted_and_stored_without_times_and_folders_the_manifest_first() throws IOException {
    byte[] jar = of(jar("b.txt", "META-INF/MANIFEST.MF", CLASS, "a/"));

    assertThat(zipEntries(jar))
        .extracting(ZipEntry::getName)
        .containsExactly(
            "META-INF/MANIFEST.MF", FunctionJar.LOGGER_FINDER, "b.txt", CLASS, NativeLoading.FILE);
    assertThat(zipEntries(jar))
        .allMatch(entry -> entry.getMethod() == ZipEntry.STORED)
        .allMatch(entry -> entry.getTimeLocal().getYear() == 1980);
    assertThat(LinkedFunction.entries(jar).get("b.txt")).asString(UTF_8).isEqualTo("b.txt");
  }

  @Test
  void its_classes_are_linked() throws IOException {
    Map<String, byte[]> entries = LinkedFunction.entries(of(jar(CLASS)));
    assertThat(entries.get(CLASS)).isNotEqualTo(content(CLASS));
  }

  @Test
  void it_is_all_jars_in_one() throws IOException {
    byte[] jar =
        new FunctionJar(LOADING)
            .with("one-1.jar", jar("a.txt", "META-INF/LICENSE.md", "META-INF/services/s"))
            .with("two-2.jar", jar("a.txt", "META-INF/LICENSE.md", "META-INF/services/s"))
            .bytes(LOADER);

    Map<String, byte[]> entries = LinkedFunction.entries(jar);
    assertThat(entries)
        .containsKeys(
            "a.txt", "META-INF/licenses/one-1/LICENSE.md", "META-INF/licenses/two-2/LICENSE.md");
    assertThat(entries.get("META-INF/services/s"))
        .asString(UTF_8)
        .isEqualTo("META-INF/services/s\nMETA-INF/services/s");
  }

  @Test
  void what_nobody_reads_in_a_function_is_left_out() throws IOException {
    byte[] jar =
        of(
            jar(
                "module-info.class",
                "META-INF/versions/9/module-info.class",
                "META-INF/maven/a/pom.xml",
                "META-INF/native/lib.so"));
    assertThat(LinkedFunction.entries(jar))
        .containsOnlyKeys(FunctionJar.LOGGER_FINDER, NativeLoading.FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"META-INF/OWNER.SF", "META-INF/versions/21/a/B.class"})
  void a_jar_that_would_break_is_refused(String because) throws IOException {
    byte[] jar = jar(CLASS, because);
    assertThatThrownBy(() -> of(jar))
        .hasMessage("a.jar is signed or for several versions: " + because);
  }

  @Test
  void two_jars_may_not_differ_in_what_both_have() throws IOException {
    byte[] other = LinkedFunction.jar(Map.of("a.txt", new byte[] {1}));
    FunctionJar jar = new FunctionJar(LOADING).with("a.jar", jar("a.txt"));
    assertThatThrownBy(() -> jar.with("b.jar", other))
        .hasMessage("b.jar is not the only one with a.txt");
  }

  private static byte[] of(byte[] jar) throws IOException {
    return new FunctionJar(LOADING).with("a.jar", jar).bytes(LOADER);
  }

  private static byte[] jar(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      for (String name : names) {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.fromMillis(System.currentTimeMillis()));
        jar.putNextEntry(entry);
        jar.write(content(name));
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] content(String name) throws IOException {
    if (name.endsWith("/")) {
      return new byte[0];
    }
    if (!name.equals(CLASS)) {
      return name.getBytes(UTF_8);
    }
    try (InputStream in = LOADER.getResourceAsStream(CLASS)) {
      return in.readAllBytes();
    }
  }

  private static List<ZipEntry> zipEntries(byte[] jar) throws IOException {
    List<ZipEntry> entries = new ArrayList<>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
