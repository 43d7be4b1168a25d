package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.httpapi.FillableText;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.httpapi.HttpApi.Body;
import io.github.cognitocourier.core.httpapi.HttpApi.Content;
import io.github.cognitocourier.core.httpapi.HttpApi.Login;
import io.github.cognitocourier.core.httpapi.Placeholders;
import io.github.cognitocourier.core.httpapi.UrlShape;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.Controls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the entries of {@code httpApis}; what it makes of a mistake is of no use. */
final class HttpApiReader {

  private static final Set<String> FIELDS =
      Set.of(
          "method",
          "url",
          "headers",
          "basic",
          "json",
          "form",
          "hosted",
          "success",
          "errors",
          "errorCode",
          "carries");
  private static final Set<String> HOSTED_FIELDS = Set.of("url", "json", "form");
  private static final Set<String> LOGIN_FIELDS = Set.of("user", "password");

  /**
   * What frames a request belongs to the exchange; a test holds it and {@code Request} together.
   */
  static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** What asks for an answer of another form: compressed, in part, or none at all. */
  private static final Set<String> ANSWER =
      Set.of(
          "accept-encoding",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "range");

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern METHOD = Pattern.compile("GET|POST|PUT|PATCH");
  static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  private final HttpTextReader texts;
  private final List<String> mistakes;

  /** Texts may ask for these attributes and this metadata. */
  HttpApiReader(Set<String> attributes, Set<String> metadata, List<String> mistakes) {
    this.texts = new HttpTextReader(attributes, metadata, mistakes);
    this.mistakes = mistakes;
  }

  Map<String, HttpApi> read(Json apis) {
    var read = new LinkedHashMap<String, HttpApi>();
    apis.fields()
        .forEach((name, api) -> {
          if (!NAME.matcher(name).matches()) {
            note(api.mistake("must have a key of lower-case letters, digits and hyphens"));
          }
          read.put(name, api(api));
        });
    return read;
  }

  private HttpApi api(Json api) {
    refuseUnknown(api, FIELDS);
    String method =
        api.at("method").isAbsent() ? "POST" : api.at("method").text().orElse("nothing");
    if (!METHOD.matcher(method).matches()) {
      note(api.at("method").mistake("must be GET, POST, PUT or PATCH"));
    }
    Content inline = new Content(url(api.at("url"), false), texts.body(api, false));
    if (method.equals("GET") && inline.body().isPresent()) {
      note(api.mistake("must not have a body, because its method is GET"));
    }
    var rules = new HttpRulesReader(mistakes);
    String carries =
        api.at("carries").isAbsent() ? "everything" : api.at("carries").text().orElse("nothing");
    if (!carries.equals("everything") && !carries.equals("codes")) {
      note(api.at("carries").mistake("must be everything or codes"));
    }
    var read =
        new HttpApi(
            method,
            inline,
            hosted(api, inline, method),
            headers(api),
            basic(api.at("basic")),
            rules.success(api.at("success")),
            rules.errors(api.at("errors")),
            rules.optionalPointer(api.at("errorCode")),
            carries.equals("codes"));
    mistakes.addAll(HttpApiRules.mistakes(api, read));
    return read;
  }

  /** What it does not say is as in the entry. */
  private Optional<Content> hosted(Json api, Content inline, String method) {
    Json hosted = api.at("hosted");
    if (hosted.isAbsent()) {
      return Optional.empty();
    }
    refuseUnknown(hosted, HOSTED_FIELDS);
    UrlShape url = hosted.at("url").isAbsent() ? inline.url() : url(hosted.at("url"), true);
    if (!url.origin().equals(inline.url().origin())) {
      note(hosted.at("url").mistake("must lead to the same host as url"));
    }
    Optional<Body> body = texts.body(hosted, true);
    if (method.equals("GET") && body.isPresent()) {
      note(hosted.mistake("must not have a body, because its method is GET"));
    }
    return Optional.of(new Content(url, body.or(inline::body)));
  }

  private UrlShape url(Json field, boolean hosted) {
    Optional<UrlShape> url = field.text().flatMap(text -> UrlShape.parse(field.path(), text));
    if (url.isEmpty()) {
      note(
          field.mistake(
              "must be https://host/path?name=value, with placeholders in path and values only;"
                  + " plain http is for localhost only"));
      var nothing = new FillableText(field.path(), List.of());
      return new UrlShape("https://localhost", nothing, nothing);
    }
    url.get()
        .path()
        .names()
        .filter(name -> !Placeholders.PATH.contains(name))
        .findFirst()
        .ifPresent(name ->
            note(
                field.mistake(
                    "must not ask for {{"
                        + name
                        + "}} in its path, which is logged; there may be "
                        + String.join(", ", new TreeSet<>(Placeholders.PATH)))));
    texts.check(field, url.get().query(), hosted);
    return url.get();
  }

  private Map<String, FillableText> headers(Json api) {
    var headers = new LinkedHashMap<String, FillableText>();
    var seen = new ArrayList<String>();
    if (!api.at("basic").isAbsent()) {
      seen.add("authorization");
    }
    texts
        .members(api.at("headers"))
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!HEADER.matcher(name).matches()
              || FRAMING.contains(lower)
              || ANSWER.contains(lower)) {
            note(value.mistake("is no header that may be set here"));
          } else if (seen.contains(lower)) {
            note(value.mistake("is set already"));
          }
          seen.add(lower);
          if (Controls.isIn(value.text().orElse(""))) {
            note(value.mistake("must be one line"));
          }
          headers.put(name, texts.text(value, true));
        });
    return headers;
  }

  private Optional<Login> basic(Json basic) {
    if (basic.isAbsent()) {
      return Optional.empty();
    }
    refuseUnknown(basic, LOGIN_FIELDS);
    FillableText user = texts.text(basic.at("user"), false);
    FillableText password = texts.text(basic.at("password"), false);
    if (user.words().contains(":")) {
      note(basic.at("user").mistake("must not have a colon"));
    }
    mistakes.addAll(HttpApiRules.login(basic, user, password));
    return Optional.of(new Login(user, password));
  }

  private void refuseUnknown(Json object, Set<String> known) {
    object.fields().keySet().stream()
        .filter(field -> !known.contains(field))
        .forEach(field -> note(CourierJson.unknown(object.at(field), known)));
  }

  private void note(MalformedJson mistake) {
    mistakes.add(CourierJson.sentence(mistake));
  }
}
