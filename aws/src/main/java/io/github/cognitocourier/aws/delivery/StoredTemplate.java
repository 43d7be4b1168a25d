package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Variables;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a template that SES keeps is filled with. SES does not escape what it puts into HTML, and
 * its templates cannot: so every value is there twice, as it is and, under {@code html}, as HTML.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html">
 *     Advanced email personalization</a>
 */
final class StoredTemplate {

  private StoredTemplate() {}

  /**
   * {@code subject}, our values, {@code attributes} and {@code metadata}, and {@code html} with all
   * of them once more, escaped.
   */
  static Map<String, Object> data(Email email) {
    Variables variables = email.variables();
    Map<String, Object> data = nested(email.subject(), variables);
    data.put(
        "html",
        nested(
            escaped(email.subject()),
            new Variables(
                escaped(variables.values()),
                escaped(variables.attributes()),
                escaped(variables.metadata()))));
    return data;
  }

  private static Map<String, Object> nested(String subject, Variables variables) {
    var data = new LinkedHashMap<String, Object>();
    data.put("subject", subject);
    data.putAll(variables.values());
    data.put("attributes", variables.attributes());
    data.put("metadata", variables.metadata());
    return data;
  }

  private static Map<String, String> escaped(Map<String, String> texts) {
    var escaped = new LinkedHashMap<String, String>();
    texts.forEach((name, text) -> escaped.put(name, escaped(text)));
    return escaped;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
