package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

/** One jar of the function. */
class FunctionJarTest {

  private static final String CLASS = "io/github/cognitocourier/cli/Commanded.class";
  private static final ClassLoader LOADER = FunctionJarTest.class.getClassLoader();

  @Test
  void it_is_sorted_and_stored_without_times_and_folders_the_manifest_first() throws IOException {
    byte[] jar =
        FunctionJar.of(
            jar("b.txt", "META-INF/LICENSE", "META-INF/MANIFEST.MF", CLASS, "a/"), LOADER);

    assertThat(zipEntries(jar))
        .extracting(ZipEntry::getName)
        .containsExactly("META-INF/MANIFEST.MF", "META-INF/LICENSE", "b.txt", CLASS);
    assertThat(zipEntries(jar))
        .allMatch(entry -> entry.getMethod() == ZipEntry.STORED)
        .allMatch(entry -> entry.getTimeLocal().getYear() == 1980);
    assertThat(LinkedFunction.entries(jar).get("b.txt")).asString(UTF_8).isEqualTo("b.txt");
  }

  @Test
  void its_classes_are_linked() throws IOException {
    Map<String, byte[]> entries = LinkedFunction.entries(FunctionJar.of(jar(CLASS), LOADER));
    assertThat(entries.get(CLASS)).isNotEqualTo(content(CLASS));
  }

  @Test
  void a_class_that_is_no_class_of_the_program_stays() throws IOException {
    byte[] jar =
        FunctionJar.of(jar("module-info.class", "META-INF/versions/9/module-info.class"), LOADER);
    assertThat(LinkedFunction.entries(jar).get("module-info.class"))
        .isEqualTo(content("module-info.class"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"META-INF/OWNER.SF", "META-INF/versions/21/a/B.class"})
  void a_jar_that_would_break_stays(String because) throws IOException {
    byte[] jar = jar(CLASS, because);
    assertThat(FunctionJar.of(jar, LOADER)).isEqualTo(jar);
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
