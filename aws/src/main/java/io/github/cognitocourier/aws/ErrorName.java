package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.http.Reply.Answered;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an error, wherever the service's protocol writes it: {@code X-Amzn-ErrorType}, the
 * member {@code __type} or {@code code} of JSON, or {@code <Code>} of XML. At most 100 letters and
 * digits, so that it may be logged.
 *
 * @see <a
 *     href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization">
 *     Errors of REST JSON</a>
 * @see <a
 *     href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization">
 *     Errors of the query protocol</a>
 */
public final class ErrorName {

  private static final int LONGEST = 100;

  /** An element and nothing else is looked for: no parser, so nothing that a parser could fetch. */
  private static final Pattern XML = Pattern.compile("<Code>([^<>]{1,100})</Code>");

  private ErrorName() {}

  /** The name without its namespace; empty when there is none of a safe form. */
  public static Optional<String> of(Answered answered) {
    Json json = Json.lenient(answered.body());
    return answered
        .header("X-Amzn-ErrorType")
        .or(json.at("__type")::text)
        .or(json.at("code")::text)
        .or(() -> XML.matcher(answered.body()).results().findFirst().map(found -> found.group(1)))
        .flatMap(ErrorName::withoutNamespace);
  }

  /**
   * {@code com.amazonaws.kms#NotFoundException:http://…} names a {@code NotFoundException}. A
   * number is no name: it could be anything that a stranger repeats.
   */
  private static Optional<String> withoutNamespace(String type) {
    int colon = type.indexOf(':');
    String name = colon < 0 ? type : type.substring(0, colon);
    String code = name.substring(name.indexOf('#') + 1).strip();
    boolean isName =
        !code.isEmpty()
            && code.length() <= LONGEST
            && !Character.isDigit(code.charAt(0))
            && code.chars()
                .allMatch(c ->
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    return isName ? Optional.of(code) : Optional.empty();
  }
}
