package io.github.cognitocourier.core.template;

import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a template lies in a custom folder: {@code <locale>/<file>}, or {@code
 * brands/<brand>/<locale>/<file>}.
 *
 * @param brand empty when it serves every brand
 * @param locale the folder's name, a BCP 47 tag
 * @param file the rest, such as {@code email/SignUp/body.html}
 */
record TemplatePath(String brand, String locale, String file) {

  private static final String BRANDS = "brands";

  /** As {@code courier.json} has it. */
  private static final Pattern BRAND = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private static final Pattern LOCALE =
      Pattern.compile(
          "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*");
  private static final Pattern PARTIAL = Pattern.compile("[A-Za-z0-9_-]+\\.(html|txt)");
  private static final List<String> EMAIL = List.of("subject.txt", "body.txt", "body.html");
  private static final String TRIGGERS =
      Arrays.stream(TriggerSource.Known.values())
          .map(TriggerSource.Known::suffix)
          .collect(Collectors.joining(", "));

  /** A path of a custom folder, read: a template's, or one that means nothing. */
  sealed interface Reading {

    /** A template. */
    record Understood(TemplatePath path) implements Reading {}

    /** {@code mistake} names the first part that is wrong, and what is allowed there. */
    record Refused(String mistake) implements Reading {}
  }

  /** Reads a path relative to the custom folder, its parts separated by {@code /}. */
  static Reading read(String relative) {
    Deque<String> parts = new ArrayDeque<>(Arrays.asList(relative.split("/")));
    String brand = "";
    String seen = "";
    if (BRANDS.equals(parts.peek())) {
      seen = parts.pop() + "/";
      brand = Optional.ofNullable(parts.poll()).orElse("");
      if (!BRAND.matcher(brand).matches() || parts.isEmpty()) {
        return refused(seen + brand, "a folder named like a brand of courier.json, such as acme");
      }
      seen += brand + "/";
    }
    String locale = parts.pop();
    if (!LOCALE.matcher(locale).matches() || parts.isEmpty()) {
      String also = brand.isEmpty() ? ", or " + BRANDS : "";
      return refused(
          seen + locale, "folders named like a locale, such as en, pt-BR or zh-Hant" + also);
    }
    return file(new TemplatePath(brand, locale, String.join("/", parts)), parts);
  }

  private static Reading file(TemplatePath path, Deque<String> parts) {
    String folder = path.folder();
    String kind = parts.pop();
    String name = Optional.ofNullable(parts.poll()).orElse("");
    Optional<String> rest = Optional.ofNullable(parts.poll());
    String seen = folder + kind + "/" + name;
    switch (kind) {
      case "email" -> {
        if (TriggerSource.Known.named(name).isEmpty() || rest.isEmpty()) {
          return refused(seen, "folders named like a trigger source: " + TRIGGERS);
        }
        if (!EMAIL.contains(rest.get()) || !parts.isEmpty()) {
          return refused(seen + "/" + rest.get(), String.join(", ", EMAIL));
        }
      }
      case "sms" -> {
        String trigger = name.endsWith(".txt") ? name.substring(0, name.length() - 4) : "";
        if (TriggerSource.Known.named(trigger).isEmpty() || rest.isPresent()) {
          return refused(seen, "<trigger source>.txt with one of " + TRIGGERS);
        }
      }
      case "layout" -> {
        if (!PARTIAL.matcher(name).matches() || rest.isPresent()) {
          return refused(seen, "<name>.html and <name>.txt");
        }
      }
      default -> {
        return refused(folder + kind, "the folders email, sms and layout");
      }
    }
    return new Reading.Understood(path);
  }

  private static Reading refused(String where, String allowed) {
    return new Reading.Refused(where + " is not a template; allowed here: " + allowed + ".");
  }

  /** The folder of its locale, with a slash at the end. */
  String folder() {
    return (brand.isEmpty() ? "" : BRANDS + "/" + brand + "/") + locale + "/";
  }

  /** Whose mail it is a part of, if it is a mail's. */
  Optional<TriggerSource.Known> mail() {
    List<String> parts = List.of(file.split("/", -1));
    return parts.getFirst().equals("email")
        ? TriggerSource.Known.named(parts.get(1))
        : Optional.empty();
  }

  boolean html() {
    return file.endsWith(".html");
  }

  /** The path as it is on disk, relative to the custom folder. */
  @Override
  public String toString() {
    return folder() + file;
  }
}
