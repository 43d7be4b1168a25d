package io.github.cognitocourier.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One HTTP message in a file. Lines that begin with {@code #} come first: the vendor's page, which
 * is required, and directives ({@code # url: …}, {@code # sample: …}, {@code # hosted: …}, {@code #
 * env: NAME=value}). Then the message: first line, headers, an empty line, the body. The sentinels
 * are written {@code {{code}}}, {@code {{key}}} and so on, and {@code {{base64 user:password}}} is
 * encoded.
 */
record Fixture(
    String name, List<String> comments, String first, Map<String, String> headers, String body) {

  private static final Pattern BASE64 = Pattern.compile("\\{\\{base64 ([^}]*)}}");

  static List<Fixture> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".http"))
          .sorted()
          .map(Fixture::read)
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException("no fixtures in " + folder, missing);
    }
  }

  static Fixture read(Path file) {
    List<String> lines = Sentinels.fill(text(file)).lines().toList();
    int at = 0;
    var comments = new ArrayList<String>();
    while (lines.get(at).startsWith("#")) {
      comments.add(lines.get(at++).substring(1).strip());
    }
    String first = lines.get(at++);
    var headers = new LinkedHashMap<String, String>();
    for (; at < lines.size() && !lines.get(at).isEmpty(); at++) {
      int colon = lines.get(at).indexOf(':');
      headers.put(
          lines.get(at).substring(0, colon), encoded(lines.get(at).substring(colon + 1).strip()));
    }
    String body = String.join("\n", lines.subList(Math.min(at + 1, lines.size()), lines.size()));
    String name = file.getFileName().toString();
    if (comments.stream().noneMatch(comment -> comment.startsWith("https://"))) {
      throw new IllegalStateException(name + " must begin with the address of the vendor's page");
    }
    return new Fixture(name.substring(0, name.length() - 5), comments, first, headers, body);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException("no fixture " + file.getFileName(), missing);
    }
  }

  /** The value of the directive, such as {@code sample}. */
  Optional<String> directive(String key) {
    return directives(key).stream().findFirst();
  }

  List<String> directives(String key) {
    return comments.stream()
        .filter(comment -> comment.startsWith(key + ": "))
        .map(comment -> comment.substring(key.length() + 2))
        .toList();
  }

  /** The message as a server sends it. */
  byte[] bytes() {
    var text = new StringBuilder(first).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    byte[] content = body.getBytes(UTF_8);
    text.append("Content-Length: ").append(content.length).append("\r\n\r\n").append(body);
    return text.toString().getBytes(UTF_8);
  }

  private static String encoded(String value) {
    return BASE64
        .matcher(value)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                Base64.getEncoder().encodeToString(match.group(1).getBytes(UTF_8))));
  }
}
