package io.github.cognitocourier.core.httpapi;

import io.github.cognitocourier.core.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An HTTP API that sends messages. Holds no secret. Immutable.
 *
 * @param method {@code POST}, {@code PUT}, {@code PATCH} or {@code GET}
 * @param inline what is sent when the message carries its own content
 * @param hosted what is sent when the vendor hosts the template; empty sends the content always
 * @param headers in their order
 * @param basic user and password of Basic authorization
 * @param errors in their order: the first that fits counts, before {@code success}
 * @param errorCode where the vendor's machine code stands in an answer
 * @param codesOnly whether it can send nothing but codes
 */
public record HttpApi(
    String method,
    Content inline,
    Optional<Content> hosted,
    Map<String, FillableText> headers,
    Optional<Login> basic,
    Success success,
    List<ErrorRule> errors,
    Optional<JsonPointer> errorCode,
    boolean codesOnly) {

  /** Copies headers and rules. */
  public HttpApi {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    errors = List.copyOf(errors);
  }

  /** Where a message goes, and in which form. */
  public record Content(UrlShape url, Optional<Body> body) {

    /** Every text with places for values. */
    public Stream<FillableText> texts() {
      Stream<FillableText> fields =
          body.stream()
              .flatMap(it ->
                  switch (it) {
                    case Body.JsonBody(JsonShape document) -> document.texts();
                    case Body.FormBody(var texts) -> texts.values().stream();
                  });
      return Stream.concat(Stream.of(url.path(), url.query()), fields);
    }
  }

  /** The body of a request. */
  public sealed interface Body {

    /** A JSON document. */
    record JsonBody(JsonShape document) implements Body {}

    /** A form. A field that is one place without a value is left out. */
    record FormBody(Map<String, FillableText> fields) implements Body {

      /** Copies the fields, in their order. */
      public FormBody {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      }
    }
  }

  /** The user holds no colon of its own. */
  public record Login(FillableText user, FillableText password) {}

  /**
   * What an accepted message is answered with. Every part must hold; a 2xx that is otherwise may
   * mean anything.
   */
  public record Success(Set<Integer> statuses, List<Condition> where, Optional<IdPlace> messageId) {

    /** Copies the lists. */
    public Success {
      statuses = Set.copyOf(statuses);
      where = List.copyOf(where);
    }

    /** Whether status and values are those of success; the message id is another matter. */
    public boolean fits(int status, Json answer) {
      return statuses.contains(status) && where.stream().allMatch(it -> it.holds(answer));
    }
  }

  /** Where the vendor's id of the message stands in its answer. */
  public sealed interface IdPlace {

    /** In the body. */
    record Member(JsonPointer pointer) implements IdPlace {}

    /** In a header. */
    record Header(String name) implements IdPlace {}
  }

  /**
   * A value of the answer that must be one of these.
   *
   * @param values as {@link Json#write} writes them: {@code "ok"}, {@code 0}, {@code true}
   */
  public record Condition(JsonPointer pointer, Set<String> values) {

    /** Copies the values. */
    public Condition {
      values = Set.copyOf(values);
    }

    /** Whether it holds for this answer. */
    public boolean holds(Json answer) {
      return pointer.in(answer).raw().map(Json::write).filter(values::contains).isPresent();
    }
  }

  /** What a refusal means to a route; see {@code Outcome}. */
  public enum Meaning {
    REJECTED,
    MISCONFIGURED,
    UNAVAILABLE,
    UNKNOWN
  }

  /**
   * What one kind of answer means.
   *
   * @param statuses empty for every status
   * @param reason our word for it: small letters, digits and underscores
   */
  public record ErrorRule(
      Set<Integer> statuses, List<Condition> where, Meaning meaning, String reason) {

    /** Copies the lists. */
    public ErrorRule {
      statuses = Set.copyOf(statuses);
      where = List.copyOf(where);
    }

    /** Whether the answer is of this kind. */
    public boolean fits(int status, Json answer) {
      return (statuses.isEmpty() || statuses.contains(status))
          && where.stream().allMatch(it -> it.holds(answer));
    }
  }

  /** Every text with places for values. */
  public Stream<FillableText> texts() {
    Stream<FillableText> contents =
        Stream.concat(Stream.of(inline), hosted.stream()).flatMap(Content::texts);
    Stream<FillableText> login = basic.stream().flatMap(it -> Stream.of(it.user(), it.password()));
    return Stream.of(contents, headers.values().stream(), login).flatMap(texts -> texts);
  }

  /** Whether anything asks for {@code {{secret}}}. */
  public boolean usesSecret() {
    return asksFor(Set.of(Placeholders.SECRET));
  }

  /** Whether anything asks for one of these. */
  public boolean asksFor(Set<String> names) {
    return texts().flatMap(FillableText::names).anyMatch(names::contains);
  }
}
