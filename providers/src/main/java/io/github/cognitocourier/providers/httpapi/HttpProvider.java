package io.github.cognitocourier.providers.httpapi;

import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.httpapi.HttpApi.ErrorRule;
import io.github.cognitocourier.core.httpapi.HttpApi.IdPlace;
import io.github.cognitocourier.core.httpapi.Placeholders;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.Wire;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Any HTTP API, as {@code httpApis} in {@code courier.json} describes it. Safe for concurrent use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110, HTTP Semantics</a>
 */
public final class HttpProvider<M extends Message> implements Provider<M> {

  /**
   * Shorter than a code or a phone number when it is a number, and not of the form of a password
   * when it is a word: {@code 21211}, {@code TM_4001}, {@code invalid-recipient}.
   */
  private static final Pattern ERROR_CODE =
      Pattern.compile("(?=.{1,40}$)(-?[0-9]{1,5}|[A-Za-z]+([_.-][A-Za-z]+)*([_.-]?[0-9]{1,5})?)");

  private final HttpSettings settings;
  private final HttpRequests requests;
  private final Wire wire;
  private final List<String> warnings;

  private HttpProvider(
      HttpSettings settings, HostedTemplates hosted, Wire wire, List<String> warnings) {
    this.settings = settings;
    this.requests = new HttpRequests(settings, hosted);
    this.wire = wire;
    this.warnings = warnings;
  }

  /** The API that {@code url} names, for e-mails. Throws {@link InvalidSettings}. */
  public static Provider<Email> email(
      ProviderUrl url,
      Environment environment,
      HostedTemplates hosted,
      Map<String, HttpApi> apis,
      Wire wire) {
    url.allow(Set.of("endpoint", "tracking"));
    if (!url.option("tracking").orElse("off").equals("off")) {
      throw url.mistake(
          "option tracking must be off, once it is off in the API's request or account");
    }
    HttpSettings settings =
        HttpSettings.of(url, environment, apis).refuse(Placeholders.SMS, "an e-mail");
    List<String> warnings =
        url.option("tracking").isPresent()
            ? List.of()
            : List.of(
                url.name()
                    + ": nobody here knows whether this API rewrites links or counts opens; switch"
                    + " that off in its request or at the vendor, then add tracking=off.");
    return new HttpProvider<>(settings, hosted, wire, warnings);
  }

  /** The API that {@code url} names, for SMS. Throws {@link InvalidSettings}. */
  public static Provider<Sms> sms(
      ProviderUrl url,
      Environment environment,
      HostedTemplates hosted,
      Map<String, HttpApi> apis,
      Wire wire) {
    url.allow(Set.of("endpoint", "from"));
    HttpSettings settings =
        HttpSettings.of(url, environment, apis).refuse(Placeholders.EMAIL, "an SMS");
    if (url.option("from").isPresent() && !settings.api().asksFor(Set.of("from"))) {
      throw url.mistake(
          "option from goes nowhere: httpApis." + url.account() + " does not ask for {{from}}");
    }
    return new HttpProvider<>(settings, hosted, wire, List.of());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(settings.endpoint());
  }

  @Override
  public Carries carries() {
    return settings.api().codesOnly() ? Carries.CODES_ONLY : Carries.EVERYTHING;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Outcome send(M message, Deadline deadline) {
    return wire.attempt(
        name(),
        settings.secret(),
        deadline,
        secret -> requests.request(message, secret),
        answer -> outcome(answer, requests.personal(message)));
  }

  /** What the answer means. An API that repeats what it was told must not have it logged. */
  private Outcome outcome(Answered answer, Set<String> personal) {
    HttpApi api = settings.api();
    Json body = Json.lenient(withoutMark(answer.body()));
    String code =
        api.errorCode()
            .flatMap(pointer -> scalar(pointer.in(body)))
            .filter(ERROR_CODE.asMatchPredicate())
            .filter(it -> !personal.contains(it))
            .orElse("");
    for (ErrorRule rule : api.errors()) {
      if (rule.fits(answer.status(), body)) {
        return refused(rule, answer, code);
      }
    }
    if (api.success().fits(answer.status(), body)) {
      Optional<String> id = api.success().messageId().flatMap(place -> id(place, answer, body));
      if (id.isPresent() || api.success().messageId().isEmpty()) {
        return new Outcome.Accepted(
            name(), Replies.messageId(id.filter(it -> !personal.contains(it))));
      }
    }
    return Replies.byStatus(name(), answer, code);
  }

  private Outcome refused(ErrorRule rule, Answered answer, String code) {
    return switch (rule.meaning()) {
      case REJECTED -> Replies.rejected(name(), rule.reason(), answer, code);
      case MISCONFIGURED -> Replies.misconfigured(name(), rule.reason(), answer, code);
      case UNAVAILABLE -> Replies.unavailable(name(), rule.reason(), answer, code);
      case UNKNOWN -> Replies.unknown(name(), rule.reason(), answer, code);
    };
  }

  private static Optional<String> id(IdPlace place, Answered answer, Json body) {
    return switch (place) {
      case IdPlace.Member(var pointer) -> scalar(pointer.in(body)).filter(id -> !id.isBlank());
      case IdPlace.Header(String header) -> answer.header(header).filter(id -> !id.isBlank());
    };
  }

  private static Optional<String> scalar(Json value) {
    return value.text().or(() -> value.raw().filter(HttpProvider::isWhole).map(String::valueOf));
  }

  /** Ids may be longer than any number of the processor. */
  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  /** Some servers begin with a byte order mark, which is no JSON. */
  private static String withoutMark(String body) {
    return body.startsWith("\uFEFF") ? body.substring(1) : body;
  }
}
