package io.github.cognitocourier.core.template;

/**
 * A message as its reader gets it. Holds the code in clear: {@link #toString()} shows the locale
 * only.
 *
 * @param locale the locale it is written in, such as {@code en} or {@code pt-BR}
 * @param subject one line; empty for SMS
 * @param text the text part of an e-mail, or the whole SMS
 * @param html empty for SMS
 */
public record Rendered(String locale, String subject, String text, String html) {

  @Override
  public String toString() {
    return "Rendered[" + locale + "]";
  }
}
