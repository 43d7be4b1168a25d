package io.github.cognitocourier.providers.httpapi;

import io.github.cognitocourier.core.httpapi.HttpApi.Body;
import io.github.cognitocourier.core.httpapi.HttpApi.Content;
import io.github.cognitocourier.core.httpapi.Placeholders;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.http.BasicAuth;
import io.github.cognitocourier.http.Form;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes messages as the API wants them. */
record HttpRequests(HttpSettings settings, HostedTemplates hosted) {

  /** The request that carries {@code message}; the same message is the same bytes. */
  Request request(Message message, Secret secret) {
    Map<String, String> values = values(message);
    Optional<String> template = settings.api().hosted().flatMap(_ -> hosted.id(message.template()));
    template.ifPresent(id -> values.put(Placeholders.HOSTED_TEMPLATE, id));
    Content inline = settings.api().inline();
    Content content = template.isPresent() ? settings.api().hosted().orElse(inline) : inline;
    UnaryOperator<String> value =
        name -> name.equals(Placeholders.SECRET) ? secret.reveal() : values.getOrDefault(name, "");
    return new Request(
        settings.api().method(),
        URI.create(settings.endpoint() + content.url().fill(value)),
        headers(content, value),
        content.body().map(body -> written(body, value)).orElse(""));
  }

  /** What a vendor might repeat in an answer and no log may hold: all but ids and names of ours. */
  Set<String> personal(Message message) {
    Map<String, String> values = values(message);
    values.keySet().removeAll(Placeholders.PATH);
    return Set.copyOf(values.values());
  }

  private Map<String, String> values(Message message) {
    var values = new LinkedHashMap<>(message.variables().values());
    message
        .variables()
        .attributes()
        .forEach((name, value) -> values.put(Placeholders.ATTRIBUTES + name, value));
    message
        .variables()
        .metadata()
        .forEach((name, value) -> values.put(Placeholders.METADATA + name, value));
    values.put("notificationId", message.id().value());
    values.put("trigger", message.template().trigger());
    values.put("locale", message.template().renderedLocale());
    values.put("brand", message.template().brand());
    switch (message) {
      case Email email -> {
        values.put("to", email.to().value());
        values.put("from", email.from().address().value());
        values.put("fromName", email.from().name());
        values.put("subject", email.subject());
        values.put("text", email.text());
        values.put("html", email.html());
      }
      case Sms sms -> {
        values.put("to", sms.to().value());
        values.put("toDigits", sms.to().value().replace("+", ""));
        values.put("from", sms.from().isEmpty() ? settings.from() : sms.from());
        values.put("text", sms.text());
        values.put("validSeconds", Long.toString(Math.max(1, sms.usefulFor().toSeconds())));
      }
    }
    return values;
  }

  private Map<String, String> headers(Content content, UnaryOperator<String> value) {
    var headers = new LinkedHashMap<String, String>();
    settings
        .api()
        .basic()
        .ifPresent(login ->
            headers.put(
                "Authorization",
                // A key with a colon in it is a wrong one, and the vendor says so.
                BasicAuth.header(
                    login.user().fill(value).replace(":", ""),
                    new Secret(login.password().fill(value)))));
    settings
        .api()
        .headers()
        .forEach((name, text) ->
            text.fillUnlessEmpty(value).ifPresent(filled -> headers.put(name, oneLine(filled))));
    boolean typed = headers.keySet().stream().anyMatch("Content-Type"::equalsIgnoreCase);
    content
        .body()
        .filter(_ -> !typed)
        .ifPresent(body -> headers.put("Content-Type", contentType(body)));
    return headers;
  }

  /** A line end in a header would begin another one. */
  private static String oneLine(String value) {
    var line = new StringBuilder();
    value
        .codePoints()
        .forEach(each -> line.appendCodePoint(Character.isISOControl(each) ? ' ' : each));
    return line.toString().strip();
  }

  private static String contentType(Body body) {
    return switch (body) {
      case Body.JsonBody _ -> "application/json";
      case Body.FormBody _ -> Form.CONTENT_TYPE;
    };
  }

  private static String written(Body body, UnaryOperator<String> value) {
    return switch (body) {
      case Body.JsonBody(var document) -> document.write(value);
      case Body.FormBody(var texts) -> {
        var fields = new LinkedHashMap<String, String>();
        texts.forEach((name, text) ->
            text.fillUnlessEmpty(value).ifPresent(filled -> fields.put(name, filled)));
        yield Form.encode(fields);
      }
    };
  }
}
