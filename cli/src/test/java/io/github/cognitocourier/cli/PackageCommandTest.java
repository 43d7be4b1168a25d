package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code courier package}, over what the build made. */
class PackageCommandTest {

  private static final long GOAL = 3_000_000;

  @TempDir private Path folder;

  @Test
  void the_same_input_gives_the_same_bytes() throws IOException {
    Path config = write("mine.json", "{\"brand\":{\"name\":\"Example\"}}");
    byte[] first = packaged("first.zip", "--config", config.toString());
    byte[] second = packaged("second.zip", "--config", config.toString());

    assertThat(second).isEqualTo(first);
    assertThat(second.length).isLessThan((int) GOAL);
  }

  @Test
  void it_holds_the_function_and_what_it_uses_and_nothing_else() throws IOException {
    assertThat(entries(packaged("courier.zip")).keySet())
        .filteredOn(name -> !name.matches("lib/[\\w.-]+\\.(jar|so)"))
        .containsExactly("java.args", "java.security", "start");
    assertThat(entries(packaged("courier.zip")).keySet())
        .filteredOn(name -> name.endsWith(".so"))
        .containsExactly("lib/libconscrypt_openjdk_jni-linux-aarch_64.so");
    assertThat(entries(packaged("x86.zip", "--architecture", "x86_64")).keySet())
        .filteredOn(name -> name.endsWith(".so"))
        .containsExactly("lib/libconscrypt_openjdk_jni-linux-x86_64.so");
    assertThat(entries(packaged("courier.zip")).keySet())
        .filteredOn(name -> name.endsWith(".jar"))
        .containsExactly("lib/cognito-courier.jar");
    assertThat(entries(jar()).keySet())
        .contains(
            "com/amazonaws/services/lambda/runtime/Context.class",
            "org/conscrypt/NativeCrypto.class",
            "META-INF/licenses/jakarta.mail-api-2.1.5/LICENSE.md")
        .noneMatch(name -> name.matches(".*(testkit|sandbox|cli/|picocli|junit|assertj).*"))
        .noneMatch(name -> name.startsWith("com/amazonaws/services/lambda/runtime/api/"));
  }

  /** Lambda keeps them, and starts no script that is none. */
  @Test
  void everybody_may_read_its_files_and_start_its_script() throws IOException {
    Path zip = Files.write(folder.resolve("a.zip"), packaged("courier.zip"));
    var asked = Map.of("enablePosixFileAttributes", "true");
    try (var packed = FileSystems.newFileSystem(zip, asked)) {
      assertThat(permissions(packed.getPath("start"))).isEqualTo("rwxr-xr-x");
      assertThat(permissions(packed.getPath("java.args"))).isEqualTo("rw-r--r--");
      assertThat(permissions(packed.getPath("lib/cognito-courier.jar"))).isEqualTo("rw-r--r--");
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(
        Files.readAttributes(file, PosixFileAttributes.class).permissions());
  }

  @Test
  void its_jar_tells_its_version() throws IOException {
    try (var jar = new JarInputStream(new ByteArrayInputStream(jar()))) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }
  }

  private byte[] jar() throws IOException {
    return entries(packaged("courier.zip")).get("lib/cognito-courier.jar");
  }

  @Test
  void it_holds_the_config_and_the_templates_that_are_given() throws IOException {
    Path config = write("mine.json", "{\"brand\":{\"name\":\"Example\"}}");
    write("mine/en/email/SignUp/subject.txt", "Hello");
    write("mine/.env", "SENDGRID_API_KEY=sentinel");
    write("mine/.git/config", "sentinel");

    Map<String, byte[]> entries =
        entries(
            packaged(
                "courier.zip",
                "--config",
                config.toString(),
                "--templates",
                folder.resolve("mine").toString()));

    assertThat(entries.get("courier.json")).asString(UTF_8).contains("Example");
    assertThat(entries.get("templates/en/email/SignUp/subject.txt"))
        .asString(UTF_8)
        .isEqualTo("Hello");
    assertThat(entries.keySet()).noneMatch(name -> name.contains("/."));
  }

  @Test
  void a_wrong_courier_json_is_refused_with_its_sentence() throws IOException {
    Path config = write("courier.json", "{\"brand\":{\"locale\":7}}");
    Commanded refused = command("courier.zip", "--config", config.toString());

    assertThat(refused)
        .isEqualTo(
            new Commanded(
                2, "", "courier.json: brand.locale must be a locale such as en or pt-BR.\n"));
    assertThat(folder.resolve("courier.zip")).doesNotExist();
  }

  @Test
  void a_wrong_template_is_refused_with_its_sentence() throws IOException {
    write("mine/en/email/SignUp/subject.txt", "{{cod}}");
    Commanded refused = command("courier.zip", "--templates", folder.resolve("mine").toString());

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("COURIER_TEMPLATES: ").containsOnlyOnce("\n");
    assertThat(folder.resolve("courier.zip")).doesNotExist();
  }

  @Test
  void a_file_that_is_not_there_is_named_in_one_sentence() {
    Commanded refused = command("courier.zip", "--config", "/nowhere/courier.json");

    assertThat(refused)
        .isEqualTo(new Commanded(2, "", "/nowhere/courier.json is no file that can be read.\n"));
  }

  @Test
  void a_config_that_is_not_text_is_refused() throws IOException {
    Path config = folder.resolve("courier.json");
    Files.write(config, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThat(command("courier.zip", "--config", config.toString()))
        .isEqualTo(new Commanded(2, "", config + " is not text in UTF-8.\n"));
  }

  @Test
  void the_last_line_tells_the_size_and_the_digest() throws IOException {
    Commanded done = command("courier.zip");

    assertThat(done.exitCode()).isZero();
    assertThat(done.out())
        .matches("\\S+courier\\.zip  [0-9.,\u00a0\u202f]+ bytes  sha256 [0-9a-f]{64}\n")
        .contains("bytes");
  }

  private byte[] packaged(String name, String... arguments) throws IOException {
    Commanded done = command(name, arguments);
    assertThat(done.err()).isEmpty();
    assertThat(done.exitCode()).isZero();
    return Files.readAllBytes(folder.resolve(name));
  }

  private Commanded command(String name, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "package";
    all[1] = "--output";
    all[2] = folder.resolve(name).toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Commanded.run(all);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }
}
