package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What SendTextMessage asks of its parameters: forms and bounds of AWS's service model. A parameter
 * that is not known is passed over, as AWS does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html">
 *     SendTextMessage</a>
 */
final class AwsSmsRules {

  /** One parameter that is refused; {@code reason} is a ValidationException's. */
  record Problem(String field, String reason, String message) {}

  private static final String PHONE = "DestinationPhoneNumber";
  private static final String BODY = "MessageBody";

  /** Parameters that are strings, and their form. */
  private static final Map<String, Pattern> TEXTS = texts();

  private static final Set<String> SWITCHES = Set.of("DryRun", "MessageFeedbackEnabled");
  private static final Set<String> COUNTRY_PARAMETERS = Set.of("IN_TEMPLATE_ID", "IN_ENTITY_ID");

  private AwsSmsRules() {}

  private static Map<String, Pattern> texts() {
    var texts = new LinkedHashMap<String, Pattern>();
    texts.put(PHONE, Pattern.compile("\\+?[1-9][0-9]{1,18}"));
    texts.put("OriginationIdentity", Pattern.compile("[A-Za-z0-9_:/+-]{1,256}"));
    texts.put(BODY, Pattern.compile("(?!\\s*$)[\\s\\S]{1,1600}"));
    texts.put("MessageType", Pattern.compile("TRANSACTIONAL|PROMOTIONAL"));
    texts.put("Keyword", Pattern.compile("[ \\S]{1,30}"));
    texts.put("ConfigurationSetName", Pattern.compile("[A-Za-z0-9_:/-]{1,256}"));
    texts.put("MaxPrice", Pattern.compile("(?=.{2,8}$)[0-9]{0,2}\\.[0-9]{1,5}"));
    texts.put("ProtectConfigurationId", Pattern.compile("[A-Za-z0-9_:/-]{1,256}"));
    return texts;
  }

  /** The first problem, in the order of the reference. */
  static Optional<Problem> problem(Json request) {
    if (request.at(PHONE).isAbsent()) {
      return missing(PHONE);
    }
    if (request.at(BODY).isAbsent()) {
      return missing(BODY);
    }
    return Stream.of(
            TEXTS.entrySet().stream()
                .flatMap(each -> text(request.at(each.getKey()), each.getValue()).stream()),
            timeToLive(request.at("TimeToLive")).stream(),
            SWITCHES.stream().sorted().flatMap(name -> flag(request.at(name)).stream()),
            context(request.at("Context")).stream(),
            country(request.at("DestinationCountryParameters")).stream())
        .flatMap(problems -> problems)
        .findFirst();
  }

  private static Optional<Problem> missing(String field) {
    return Optional.of(new Problem(field, "MISSING_PARAMETER", "must not be null"));
  }

  private static Optional<Problem> text(Json field, Pattern form) {
    boolean fits =
        field.isAbsent() || field.text().filter(text -> form.matcher(text).matches()).isPresent();
    return fits ? Optional.empty() : invalid(field.path());
  }

  private static Optional<Problem> timeToLive(Json field) {
    boolean fits =
        field.isAbsent()
            || field.number().filter(seconds -> seconds >= 5 && seconds <= 259_200).isPresent();
    return fits ? Optional.empty() : invalid(field.path());
  }

  private static Optional<Problem> flag(Json field) {
    boolean fits = field.isAbsent() || field.raw().orElse("") instanceof Boolean;
    return fits ? Optional.empty() : invalid(field.path());
  }

  /** At most five pairs of strings. */
  private static Optional<Problem> context(Json field) {
    Map<String, String> pairs = field.texts();
    boolean fits =
        field.isAbsent()
            || (field.isObject()
                && pairs.size() == field.fields().size()
                && pairs.size() <= 5
                && pairs.keySet().stream().allMatch(key -> key.matches("\\S{1,100}"))
                && pairs.values().stream()
                    .allMatch(value -> value.matches("(?!\\s)[\\s\\S]{1,800}(?<!\\s)")));
    return fits ? Optional.empty() : invalid(field.path());
  }

  private static Optional<Problem> country(Json field) {
    boolean fits =
        field.isAbsent()
            || (field.isObject()
                && COUNTRY_PARAMETERS.containsAll(field.fields().keySet())
                && field.fields().values().stream()
                    .allMatch(value -> value.text().orElse("").matches("\\S{1,64}")));
    return fits ? Optional.empty() : invalid(field.path());
  }

  private static Optional<Problem> invalid(String field) {
    return Optional.of(
        new Problem(field, "FIELD_VALIDATION_FAILED", "failed to satisfy constraint"));
  }
}
