package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.httpapi.HttpApi.Condition;
import io.github.cognitocourier.core.httpapi.HttpApi.ErrorRule;
import io.github.cognitocourier.core.httpapi.HttpApi.IdPlace;
import io.github.cognitocourier.core.httpapi.HttpApi.Meaning;
import io.github.cognitocourier.core.httpapi.HttpApi.Success;
import io.github.cognitocourier.core.httpapi.JsonPointer;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what the answers of an HTTP API mean. */
final class HttpRulesReader {

  private static final Set<String> SUCCESS_FIELDS =
      Set.of("statuses", "where", "messageId", "messageIdHeader");
  private static final Set<String> ERROR_FIELDS = Set.of("statuses", "where", "outcome", "reason");
  private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern OUTCOME =
      Pattern.compile("rejected|misconfigured|unavailable|unknown");

  private final List<String> mistakes;

  HttpRulesReader(List<String> mistakes) {
    this.mistakes = mistakes;
  }

  Success success(Json success) {
    refuseUnknown(success.requireObject(), SUCCESS_FIELDS);
    Set<Integer> statuses = statuses(success.at("statuses"), 200, 299);
    if (statuses.isEmpty()) {
      note(success.at("statuses").mistake("must list the statuses of success, such as [200]"));
    }
    Json header = success.at("messageIdHeader");
    Optional<JsonPointer> pointer = optionalPointer(success.at("messageId"));
    if (!header.isAbsent()
        && header.text().filter(HttpApiReader.HEADER.asMatchPredicate()).isEmpty()) {
      note(header.mistake("must be the name of a header"));
    }
    if (!header.isAbsent() && pointer.isPresent()) {
      note(header.mistake("must not stand beside messageId"));
    }
    List<Condition> where = conditions(success.at("where"));
    // Anybody answers 200: a login page, a proxy, a host that was given up.
    if (where.isEmpty() && success.at("messageId").isAbsent() && header.isAbsent()) {
      note(
          success.mistake(
              "must have where, messageId or messageIdHeader, because anybody says 200"));
    }
    if (pointer.filter(it -> it.tokens().isEmpty()).isPresent()) {
      note(success.at("messageId").mistake("must name a member, not the whole answer"));
    }
    return new Success(
        statuses,
        where,
        pointer
            .<IdPlace>map(IdPlace.Member::new)
            .or(() -> header.text().<IdPlace>map(IdPlace.Header::new)));
  }

  List<ErrorRule> errors(Json errors) {
    return errors.items().stream().map(this::error).toList();
  }

  private ErrorRule error(Json rule) {
    refuseUnknown(rule.requireObject(), ERROR_FIELDS);
    Set<Integer> statuses = statuses(rule.at("statuses"), 200, 599);
    List<Condition> where = conditions(rule.at("where"));
    if (statuses.isEmpty() && where.isEmpty()) {
      note(rule.mistake("must have statuses or where, or both"));
    }
    Optional<String> outcome = rule.at("outcome").text().filter(OUTCOME.asMatchPredicate());
    if (outcome.isEmpty()) {
      note(rule.at("outcome").mistake("must be rejected, misconfigured, unavailable or unknown"));
    }
    Meaning meaning = Meaning.valueOf(outcome.orElse("unknown").toUpperCase(Locale.ROOT));
    // A status says nothing about the recipient: one wrong template id would lose every message.
    if (meaning == Meaning.REJECTED && where.isEmpty()) {
      note(rule.mistake("must have where, because its outcome is rejected"));
    }
    Optional<String> reason = rule.at("reason").text().filter(REASON.asMatchPredicate());
    if (reason.isEmpty()) {
      note(rule.at("reason").mistake("must be a word such as invalid_number"));
    }
    return new ErrorRule(statuses, where, meaning, reason.orElse("refused"));
  }

  private Set<Integer> statuses(Json list, int least, int most) {
    var statuses = new LinkedHashSet<Integer>();
    for (Json status : list.items()) {
      status
          .number()
          .filter(number -> number >= least && number <= most)
          .ifPresentOrElse(
              number -> statuses.add(number.intValue()),
              () -> note(status.mistake("must be a status from " + least + " to " + most)));
    }
    return statuses;
  }

  private List<Condition> conditions(Json where) {
    return where.fields().entrySet().stream()
        .map(entry -> condition(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Condition condition(String pointer, Json values) {
    Optional<JsonPointer> parsed = JsonPointer.parse(pointer);
    if (parsed.isEmpty()) {
      note(values.mistake("must have a JSON pointer such as /errors/0/code as its key"));
    }
    if (values.items().isEmpty()) {
      note(values.mistake("must list at least one value"));
    }
    var allowed = new LinkedHashSet<String>();
    for (Json value : values.items()) {
      value
          .raw()
          .filter(raw -> raw instanceof String || raw instanceof Number || raw instanceof Boolean)
          .ifPresentOrElse(
              scalar -> allowed.add(Json.write(scalar)),
              () -> note(value.mistake("must be a string, a number or a boolean")));
    }
    return new Condition(parsed.orElse(new JsonPointer(List.of())), allowed);
  }

  Optional<JsonPointer> optionalPointer(Json field) {
    Optional<JsonPointer> pointer = field.text().flatMap(JsonPointer::parse);
    if (!field.isAbsent() && pointer.isEmpty()) {
      note(field.mistake("must be a JSON pointer such as /errors/0/code"));
    }
    return pointer;
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
