package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * SparkPost's transmissions, inline or by a stored template, to recipients in the request.
 *
 * @see <a href="https://developers.sparkpost.com/api/transmissions/">Transmissions</a>
 * @see <a href="https://support.sparkpost.com/docs/tech-resources/extended-error-codes">Extended
 *     error codes</a>
 */
public final class SparkPostSandbox implements ProviderSandbox {

  private final Supplier<UUID> ids;
  private final Replays replays;

  /**
   * Takes transmission ids from {@code ids}, and the age of idempotency keys from {@code clock}.
   */
  public SparkPostSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.ids = ids;
    this.replays = new Replays(clock);
  }

  @Override
  public String name() {
    return "sparkpost";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "sparkpost://default?endpoint=" + address, Map.of("SPARKPOST_API_KEY", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.matches("/api/v1/transmissions/?");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return refused(404, SparkPostProblem.of("1101", "invalid URI"));
    }
    // The key itself, or the same key as the user of Basic; never behind the word Bearer.
    String authorization = call.header("Authorization").orElse("");
    if (!authorization.matches("[\\x21-\\x7E]+|(?i:Basic) [A-Za-z0-9+/=]+")) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return refused(405, SparkPostProblem.of("1102", "invalid HTTP method"));
    }
    if (!call.isOfType("application/json")) {
      return refused(415, SparkPostProblem.of("1700", "Unsupported Content-Type header"));
    }
    Optional<String> key = call.header("Idempotency-Key");
    if (key.filter(value -> !value.matches("[A-Za-z0-9._-]{1,255}")).isPresent()) {
      return refused(400, SparkPostProblem.of("1602", "Invalid Idempotency-Key"));
    }
    return key.isPresent() ? once(key.get(), call.body()) : judged(call.body());
  }

  private Verdict once(String key, String body) {
    return replays.once(
        key,
        body,
        this::judged,
        answer -> answer.with("X-Idempotent-Replayed", "true"),
        refused(
            409, SparkPostProblem.of("1600", "Idempotency-Key was used with a different payload")));
  }

  private Verdict judged(String body) {
    try {
      Json transmission = Json.parse(body).requireObject();
      Optional<SparkPostProblem> problem = SparkPostRules.problem(transmission);
      return problem.map(found -> refused(422, found)).orElseGet(() -> toRecipients(transmission));
    } catch (MalformedJson wrongShape) {
      return refused(
          422,
          new SparkPostProblem(
              "1300", "invalid data format/type/length", "Problems parsing request as JSON"));
    }
  }

  private Verdict toRecipients(Json transmission) {
    List<Json> recipients = transmission.at("recipients").items();
    List<Json> valid = recipients.stream().filter(SparkPostRules::isRecipient).toList();
    if (valid.isEmpty()) {
      return refused(400, SparkPostProblem.of("5002", "No valid recipients in list"));
    }
    int rejected = recipients.size() - valid.size();
    long id = ids.get().getMostSignificantBits() >>> 10;
    var results = new LinkedHashMap<String, Object>();
    results.put("total_rejected_recipients", rejected);
    results.put("total_accepted_recipients", valid.size());
    results.put("id", String.valueOf(id));
    var document = new LinkedHashMap<String, Object>();
    if (rejected > 0) {
      document.put(
          "errors",
          List.of(
              SparkPostProblem.of("2000", "transmission created, but with validation errors")
                  .json()));
    }
    document.put("results", results);
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), document),
        valid.stream().map(recipient -> draft(transmission, recipient)).toList());
  }

  /** Inline content is a template, too. */
  private static String evaluated(String content, Json variables) {
    return Expressions.evaluated(
        content,
        expression ->
            switch (expression) {
              case "opening_double_curly()" -> "{{";
              case "opening_triple_curly()" -> "{{{";
              case "closing_double_curly()" -> "}}";
              case "closing_triple_curly()" -> "}}}";
              default -> Expressions.at(variables, expression);
            });
  }

  private static Draft draft(Json transmission, Json recipient) {
    Json content = transmission.at("content");
    Json from = content.at("from");
    String address = from.text().or(from.at("email")::text).orElse("");
    Json own = recipient.at("substitution_data");
    Json variables = own.isAbsent() ? transmission.at("substitution_data") : own;
    return new Draft(
        Channel.EMAIL,
        MailText.shown(from.at("name").text(), address),
        SparkPostRules.address(recipient),
        content.at("subject").text().map(text -> evaluated(text, variables)),
        evaluated(content.at("text").text().orElse(""), variables),
        content.at("html").text().map(text -> evaluated(text, variables)),
        content.at("template_id").text(),
        Optional.of(variables)
            .filter(data -> data.isObject() && content.at("template_id").text().isPresent()));
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return Answer.json(429, Map.of("errors", List.of(Map.of("message", "Too many requests"))));
  }

  @Override
  public Answer.Whole internalError() {
    return errors(500, SparkPostProblem.of("1500", "Failed to update database"));
  }

  @Override
  public Answer.Whole unauthorized() {
    return Answer.json(401, Map.of("errors", List.of(Map.of("message", "Unauthorized."))));
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    // Whoever is on the suppression list is told by a webhook, not here.
    return errors(400, SparkPostProblem.of("5002", "No valid recipients in list"));
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private static Verdict refused(int status, SparkPostProblem problem) {
    return new Verdict.Refused(errors(status, problem));
  }

  private static Answer.Whole errors(int status, SparkPostProblem problem) {
    return Answer.json(status, Map.of("errors", List.of(problem.json())));
  }
}
