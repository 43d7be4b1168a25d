package io.github.cognitocourier.core.template;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which templates there are. In one locale a brand's file goes before the operator's, and that
 * before the built-in one; each file by itself. Immutable.
 */
final class TemplateIndex {

  private final Map<TemplatePath, String> custom;
  private final Set<String> brands;
  private final Set<String> locales;

  TemplateIndex(Map<TemplatePath, String> custom) {
    this.custom = Map.copyOf(custom);
    this.brands = custom.keySet().stream().map(TemplatePath::brand).collect(Collectors.toSet());
    this.locales = custom.keySet().stream().map(TemplatePath::locale).collect(Collectors.toSet());
  }

  /** {@code brand}, or the empty name of every brand when it has no templates of its own. */
  String known(String brand) {
    return brands.contains(brand) ? brand : "";
  }

  /** The installed locales for {@code wanted}, best first. */
  List<String> chain(List<String> wanted) {
    return LocaleChain.of(wanted, locales);
  }

  /** The best locale in which the message is there, whole. */
  String locale(
      Channel channel, TriggerSource.Known trigger, String brand, List<String> wantedLocales) {
    Collection<String> files = BuiltIn.message(channel, trigger);
    for (String locale : chain(wantedLocales)) {
      if (hasAll(brand, locale, files)) {
        return locale;
      }
    }
    return LocaleChain.BUILT_IN;
  }

  private boolean hasAll(String brand, String locale, Collection<String> files) {
    for (String file : files) {
      if (!has(brand, locale, file)) {
        return false;
      }
    }
    return true;
  }

  boolean has(String brand, String locale, String file) {
    return customPath(brand, locale, file).isPresent() || BuiltIn.has(locale, file);
  }

  /** The text of a file that {@link #has is there}. */
  String text(String brand, String locale, String file) {
    return customPath(brand, locale, file)
        .map(path -> custom.getOrDefault(path, ""))
        .orElseGet(() -> BuiltIn.text(locale, file));
  }

  /** The text of a partial, in {@code locale} or the next of its parents that has it. */
  Optional<String> partial(String brand, String locale, String file) {
    return chain(List.of(locale)).stream()
        .filter(each -> has(brand, each, "layout/" + file))
        .findFirst()
        .map(each -> text(brand, each, "layout/" + file));
  }

  /** The brand's own file, or everybody's. */
  private Optional<TemplatePath> customPath(String brand, String locale, String file) {
    var own = new TemplatePath(brand, locale, file);
    var everybodys = new TemplatePath("", locale, file);
    return custom.containsKey(own)
        ? Optional.of(own)
        : custom.containsKey(everybodys) ? Optional.of(everybodys) : Optional.empty();
  }
}
