package io.github.cognitocourier.core.template;

import com.samskivert.mustache.Template;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The installed templates: the built-in English set, and over it the operator's folder and its
 * brands. Logic-less Mustache; values are escaped in HTML, as themselves in subject and text, and
 * never read as templates; one that is missing or empty renders as nothing.
 *
 * <p>Safe for concurrent use. A template is read and compiled when the first message needs it. The
 * same arguments give the same bytes.
 *
 * @see <a href="https://mustache.github.io/mustache.5.html">mustache(5)</a>
 */
public final class Templates {

  private final TemplateIndex index;
  private final Map<TemplatePath, Template> compiled = new ConcurrentHashMap<>();

  private Templates(TemplateIndex index) {
    this.index = index;
  }

  /**
   * Reads and checks the operator's folder, if there is one.
   *
   * @throws InvalidSettings when it is missing, holds a name that means nothing, or a template that
   *     is incomplete, does not parse, is not UTF-8 or asks for an unknown variable or partial
   */
  public static Templates load(Optional<Path> customFolder) {
    return load(customFolder, (path, text) -> List.of());
  }

  /**
   * Reads and checks the operator's folder, if there is one, against what {@code document}
   * declares: its brands, and the attributes and metadata that templates may show.
   *
   * @throws InvalidSettings as {@link #load(Optional)} does, and for what is not declared
   */
  public static Templates load(Optional<Path> customFolder, CourierJson document) {
    return load(customFolder, (path, text) -> TemplateCheck.undeclared(document, path, text));
  }

  private static Templates load(
      Optional<Path> customFolder, BiFunction<TemplatePath, String, List<String>> declared) {
    Set<String> mistakes = new LinkedHashSet<>();
    Map<TemplatePath, String> custom =
        customFolder.map(folder -> CustomFolder.read(folder, mistakes)).orElse(Map.of());
    TemplateIndex index = new TemplateIndex(custom);
    TemplateCheck check = new TemplateCheck(index);
    custom.forEach((path, text) -> {
      mistakes.addAll(check.mistakes(path, text));
      mistakes.addAll(declared.apply(path, text));
    });
    custom.keySet().forEach(path -> check.incomplete(path).ifPresent(mistakes::add));
    if (!mistakes.isEmpty()) {
      throw new InvalidSettings(
          mistakes.stream().map(mistake -> "COURIER_TEMPLATES: " + mistake).toList());
    }
    return new Templates(index);
  }

  /**
   * Writes one message in the first locale that has it whole.
   *
   * @param brand the brand's name; one without templates of its own gets everybody's
   * @param wantedLocales what the reader asked for, best first, such as {@code de-AT} or {@code
   *     de_AT}; each stands for its parents too, and what is not installed is passed over
   */
  public Rendered render(
      Channel channel,
      TriggerSource.Known trigger,
      String brand,
      List<String> wantedLocales,
      Variables variables) {
    String known = index.known(brand);
    String locale = index.locale(channel, trigger, known, wantedLocales);
    var texts = new ArrayList<String>();
    for (String file : BuiltIn.message(channel, trigger)) {
      Template template = compiled(new TemplatePath(known, locale, file));
      texts.add(template.execute(VariableNames.context(variables, locale)));
    }
    return switch (channel) {
      case EMAIL ->
          new Rendered(
              locale, oneLine(texts.get(0)), texts.get(1).stripTrailing() + "\n", texts.get(2));
      case SMS -> new Rendered(locale, "", texts.get(0).stripTrailing(), "");
    };
  }

  private Template compiled(TemplatePath path) {
    return compiled.computeIfAbsent(
        path,
        each ->
            Compiling.template(index, each, index.text(each.brand(), each.locale(), each.file())));
  }

  /** White space and control characters become one blank: a subject is one mail header. */
  private static String oneLine(String subject) {
    StringBuilder line = new StringBuilder();
    boolean isBlank = true;
    for (int i = 0; i < subject.length(); i++) {
      char c = subject.charAt(i);
      boolean wasBlank = isBlank;
      isBlank = c == ' ' || Character.isWhitespace(c) || Character.isISOControl(c);
      if (!isBlank) {
        line.append(c);
      } else if (!wasBlank) {
        line.append(' ');
      }
    }
    return line.toString().stripTrailing();
  }
}
