package io.github.cognitocourier.core.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes a text executable: HTML escaping by the file's name, partials from the index only. */
final class Compiling {

  private Compiling() {}

  /** Partials are those of {@code path}'s brand and locale; they are compiled on first use. */
  static Template template(TemplateIndex index, TemplatePath path, String text) {
    return Mustache.compiler()
        .escapeHTML(path.html())
        .defaultValue("")
        .emptyStringIsFalse(true)
        .withCollector(new NoReflection())
        .withLoader(name -> new StringReader(partial(index, path, name)))
        .compile(text);
  }

  private static String partial(TemplateIndex index, TemplatePath path, String name) {
    String file = name + (path.html() ? ".html" : ".txt");
    return index
        .partial(path.brand(), path.locale(), file)
        .orElseThrow(() -> new IllegalStateException("there is no layout/" + file));
  }

  /** Inside {@code {{#city}}…{{/city}}} the value is a string; its methods are not looked for. */
  private static final class NoReflection extends BasicCollector {

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }
}
