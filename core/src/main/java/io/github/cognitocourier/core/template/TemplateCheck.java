package io.github.cognitocourier.core.template;

import com.samskivert.mustache.MustacheException;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong with a template before a message needs it. */
final class TemplateCheck {

  private final TemplateIndex index;

  TemplateCheck(TemplateIndex index) {
    this.index = index;
  }

  /** One sentence per mistake in {@code text}, each beginning with its path. */
  List<String> mistakes(TemplatePath path, String text) {
    List<String> mistakes = new ArrayList<>();
    for (Tag tag : Tag.of(text)) {
      mistake(path, tag)
          .map(what -> path + ", line " + tag.line() + ": " + what)
          .ifPresent(mistakes::add);
    }
    if (Tag.unclosed(text)) {
      mistakes.add(path + " opens {{ and does not close it.");
    }
    if (mistakes.isEmpty()) {
      try {
        Compiling.template(index, path, text);
      } catch (MustacheException e) {
        mistakes.add(path + " does not parse: " + e.getMessage() + ".");
      }
    }
    return mistakes;
  }

  /** What {@code text} uses and courier.json does not declare: it would show nothing, or nobody. */
  static List<String> undeclared(CourierJson document, TemplatePath path, String text) {
    List<String> mistakes = new ArrayList<>();
    if (!path.brand().isEmpty() && !document.brands().containsKey(path.brand())) {
      mistakes.add(
          "brands/" + path.brand() + " is no brand of courier.json; declare it in brands.");
    }
    for (Tag tag : Tag.of(text)) {
      if (tag.asks() || tag.raw()) {
        VariableNames.undeclared(bare(tag), document)
            .ifPresent(what -> mistakes.add(path + ", line " + tag.line() + ": " + what));
      }
    }
    return mistakes;
  }

  /** A mail that would lack a part is named: no reader would ever get it. */
  Optional<String> incomplete(TemplatePath path) {
    return path.mail()
        .map(trigger ->
            BuiltIn.message(Channel.EMAIL, trigger).stream()
                .filter(file -> !index.has(path.brand(), path.locale(), file))
                .toList())
        .filter(missing -> !missing.isEmpty())
        .map(missing -> path.folder() + " lacks " + String.join(" and ", missing) + ".");
  }

  private Optional<String> mistake(TemplatePath path, Tag tag) {
    if (tag.sigil() == '=') {
      return Optional.of("delimiters cannot be changed; keep {{ and }}.");
    }
    if (tag.raw() && path.html()) {
      return Optional.of(
          "{{{…}}} and {{&…}} put a value into HTML unescaped; write {{" + bare(tag) + "}}.");
    }
    if ((tag.asks() || tag.raw()) && !VariableNames.known(bare(tag))) {
      return Optional.of(
          "unknown variable {{"
              + bare(tag)
              + "}}; known are "
              + String.join(", ", VariableNames.OURS.stream().sorted().toList())
              + ", attributes.<name> and metadata.<name>.");
    }
    return tag.includes() ? partial(path, tag.name(), new ArrayDeque<>()) : Optional.empty();
  }

  private static String bare(Tag tag) {
    return tag.name().replace("}", "");
  }

  /** Follows a partial to its end: one that includes itself would never be rendered. */
  private Optional<String> partial(TemplatePath path, String name, Deque<String> open) {
    String file = name + (path.html() ? ".html" : ".txt");
    if (open.contains(name)) {
      return Optional.of("layout/" + file + " includes itself.");
    }
    Optional<String> text = index.partial(path.brand(), path.locale(), file);
    if (text.isEmpty()) {
      return Optional.of("there is no layout/" + file + ".");
    }
    open.push(name);
    Optional<String> mistake =
        Tag.of(text.get()).stream()
            .filter(Tag::includes)
            .flatMap(tag -> partial(path, tag.name(), open).stream())
            .findFirst();
    open.pop();
    return mistake;
  }
}
