package io.github.cognitocourier.core.message;

import java.util.List;

/**
 * Names the template of a message, so that a provider may use one that it hosts itself.
 *
 * @param trigger the suffix of Cognito's trigger source, such as {@code SignUp}
 * @param locales the locales in which the message may be sent, as BCP 47 tags, best first; the last
 *     one is that of the rendered content
 * @param brand the brand's name in {@code courier.json}; {@code default} when there is none
 */
public record TemplateKey(String trigger, List<String> locales, String brand) {

  /** Copies the locales; there is at least one. */
  public TemplateKey {
    locales = List.copyOf(locales);
    if (locales.isEmpty()) {
      throw new IllegalArgumentException("a template has a locale");
    }
  }

  /** The locale of the rendered content. */
  public String renderedLocale() {
    return locales.getLast();
  }
}
