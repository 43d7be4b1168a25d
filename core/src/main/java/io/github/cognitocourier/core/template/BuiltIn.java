package io.github.cognitocourier.core.template;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The templates that come with us, all in {@link LocaleChain#BUILT_IN}. Which files there are is
 * written here, since a class path cannot be listed cheaply; each is read when it is first needed.
 */
final class BuiltIn {

  private static final List<String> LAYOUT =
      List.of(
          "page.html", "page.txt", "code.html", "password.html", "untracked.html", "origin.txt");

  private static final Set<String> FILES = files();

  private BuiltIn() {}

  /** The files of one message, inside a locale's folder. */
  static List<String> message(Channel channel, TriggerSource.Known trigger) {
    return switch (channel) {
      case EMAIL ->
          List.of(
              "email/" + trigger.suffix() + "/subject.txt",
              "email/" + trigger.suffix() + "/body.txt",
              "email/" + trigger.suffix() + "/body.html");
      case SMS -> List.of("sms/" + trigger.suffix() + ".txt");
    };
  }

  /** Every file, inside the locale's folder. */
  static Set<String> files() {
    Set<String> files = new LinkedHashSet<>();
    LAYOUT.forEach(name -> files.add("layout/" + name));
    for (TriggerSource.Known trigger : TriggerSource.Known.values()) {
      for (Channel channel : Channel.values()) {
        files.addAll(message(channel, trigger));
      }
    }
    return files;
  }

  static boolean has(String locale, String file) {
    return locale.equals(LocaleChain.BUILT_IN) && FILES.contains(file);
  }

  static String text(String locale, String file) {
    String resource = "/templates/" + locale + "/" + file;
    try (InputStream bytes = BuiltIn.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
