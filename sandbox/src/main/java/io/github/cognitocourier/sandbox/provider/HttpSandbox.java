package io.github.cognitocourier.sandbox.provider;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An API that nobody has written an adapter for: any JSON document or form that is posted with a
 * bearer token, at any path, is taken and shown. Sender, recipient and content are looked for by
 * the names that such fields have nearly everywhere, however deep they stand; the whole request is
 * shown in any case.
 *
 * <p>Its own settings are an example of such an API: a bearer token, a document of five fields, 202
 * with an {@code id}, and {@code error} when something is wrong.
 */
public final class HttpSandbox implements ProviderSandbox {

  private static final List<String> FROM = List.of("from", "sender", "originator", "source");
  private static final List<String> TO =
      List.of("to", "recipient", "recipients", "email", "phone", "number", "destination");
  private static final List<String> TEXT = List.of("text", "body", "message", "content");
  private static final String WRONG_KEY = "unauthorized";
  private static final String REJECTED = "invalid_recipient";

  private final Channel channel;
  private final Supplier<UUID> ids;

  /** For messages of one channel; their ids come from {@code ids}. */
  public HttpSandbox(Channel channel, Supplier<UUID> ids) {
    this.channel = channel;
    this.ids = ids;
  }

  /** {@code http} for e-mail, {@code http-sms} for SMS. */
  @Override
  public String name() {
    return switch (channel) {
      case EMAIL -> "http";
      case SMS -> "http-sms";
    };
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return switch (channel) {
      case EMAIL -> settings("default", "HTTP_SECRET", address);
      case SMS -> settings("sms", "HTTP_SMS_SECRET", address);
    };
  }

  private FunctionSettings settings(String account, String secret, URI address) {
    return new FunctionSettings(
        "http://" + account,
        Map.of(secret, "dummy"),
        Map.of("httpApis", Map.of(account, api(address))));
  }

  /** An entry of {@code httpApis} in courier.json. */
  private Map<String, Object> api(URI address) {
    var document = new LinkedHashMap<String, Object>();
    document.put("from", "{{from}}");
    document.put("to", "{{to}}");
    if (channel == Channel.EMAIL) {
      document.put("subject", "{{subject}}");
      document.put("html", "{{html}}");
    }
    document.put("text", "{{text}}");
    document.put("reference", "{{notificationId}}");
    var api = new LinkedHashMap<String, Object>();
    api.put("url", address + "/messages");
    api.put("headers", Map.of("Authorization", "Bearer {{secret}}"));
    api.put("json", document);
    api.put("success", Map.of("statuses", List.of(acceptedStatus()), "messageId", "/id"));
    api.put(
        "errors",
        List.of(
            rule("misconfigured", WRONG_KEY, "wrong_key"), rule("rejected", REJECTED, REJECTED)));
    return api;
  }

  private static Map<String, Object> rule(String outcome, String error, String reason) {
    return Map.of("outcome", outcome, "reason", reason, "where", Map.of("/error", List.of(error)));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return true;
  }

  @Override
  public Verdict receive(Call call) {
    if (!List.of("POST", "PUT", "PATCH").contains(call.method())) {
      return refused(405, "method_not_allowed");
    }
    if (!call.header("Authorization").orElse("").matches("Bearer [\\x21-\\x7E]+")) {
      return new Verdict.Refused(unauthorized());
    }
    Map<String, String> fields =
        call.isOfType("application/json") ? texts(Json.lenient(call.body())) : call.fields();
    if (fields.isEmpty()) {
      return refused(400, "neither_json_nor_form");
    }
    Optional<String> html = first(fields, List.of("html", "htmlbody", "html_body"));
    var draft =
        new Draft(
            channel,
            first(fields, FROM).orElse(""),
            first(fields, TO).orElse(""),
            first(fields, List.of("subject")),
            first(fields, TEXT).orElse(""),
            channel == Channel.EMAIL ? html : Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), Map.of("id", ids.get().toString())), List.of(draft));
  }

  private static Optional<String> first(Map<String, String> fields, List<String> names) {
    return names.stream()
        .flatMap(name -> Optional.ofNullable(fields.get(name)).stream())
        .findFirst();
  }

  /**
   * Every text by the name it has or stands below, in lower case; the outermost of a name counts.
   */
  private static Map<String, String> texts(Json document) {
    record Named(String name, Json value) {}
    var texts = new LinkedHashMap<String, String>();
    var left = new ArrayDeque<Named>(List.of(new Named("", document)));
    while (!left.isEmpty()) {
      Named next = left.removeFirst();
      if (next.value().isObject()) {
        next.value()
            .fields()
            .forEach(
                (name, value) -> left.addLast(new Named(name.toLowerCase(Locale.ROOT), value)));
      } else if (!next.value().at(0).isAbsent()) {
        next.value().items().forEach(item -> left.addLast(new Named(next.name(), item)));
      } else {
        next.value().text().ifPresent(text -> texts.putIfAbsent(next.name(), text));
      }
    }
    return texts;
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "too_many_requests").with("Retry-After", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "internal_error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(401, WRONG_KEY);
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(422, REJECTED);
  }

  @Override
  public int acceptedStatus() {
    return 202;
  }

  private static Verdict refused(int status, String error) {
    return new Verdict.Refused(error(status, error));
  }

  private static Answer.Whole error(int status, String error) {
    return Answer.json(status, Map.of("error", error));
  }
}
