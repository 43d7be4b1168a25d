package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Postmark requires of a mail. Error 300 is an invalid mail, 403 a value of another type than
 * documented, 1101 a template that there is not.
 *
 * @see <a href="https://postmarkapp.com/developer/api/email-api">Email API</a>
 * @see <a href="https://postmarkapp.com/support/article/1125-custom-metadata-faq">Custom
 *     metadata</a>
 */
final class PostmarkRules {

  private static final int INVALID_MAIL = 300;
  private static final int INCOMPATIBLE_JSON = 403;
  private static final int NO_SUCH_TEMPLATE = 1101;
  private static final int MOST_RECIPIENTS = 50;
  private static final int LONGEST_TAG = 1000;
  private static final Set<String> TRACK_LINKS =
      Set.of("None", "HtmlAndText", "HtmlOnly", "TextOnly");
  private static final List<String> TEXTS =
      List.of(
          "From",
          "To",
          "Cc",
          "Bcc",
          "Subject",
          "Tag",
          "HtmlBody",
          "TextBody",
          "ReplyTo",
          "TrackLinks",
          "MessageStream",
          "TemplateAlias");

  private PostmarkRules() {}

  /** Postmark's number of an error, and its sentence. */
  record Problem(int errorCode, String message) {}

  static Optional<Problem> problem(Json mail, boolean byTemplate) {
    return types(mail)
        .or(() -> addresses(mail))
        .or(() -> byTemplate ? template(mail) : content(mail))
        .or(() -> options(mail));
  }

  /** The recipients of one field, which are separated by commas. */
  static List<String> recipients(Json field) {
    // A comma in a quoted name is none.
    return Arrays.stream(field.text().orElse("").split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static Optional<Problem> invalid(String message) {
    return Optional.of(new Problem(INVALID_MAIL, message));
  }

  private static Optional<Problem> incompatible(String field) {
    return Optional.of(
        new Problem(INCOMPATIBLE_JSON, "Invalid value for the field '" + field + "'."));
  }

  private static Optional<Problem> types(Json mail) {
    if (!mail.isObject()) {
      return Optional.of(new Problem(INCOMPATIBLE_JSON, "The JSON input is not an object."));
    }
    Optional<String> noText =
        TEXTS.stream().filter(name -> MailText.isNoText(mail.at(name))).findFirst();
    if (noText.isPresent()) {
      return incompatible(noText.get());
    }
    if (MailText.isNoSwitch(mail.at("TrackOpens"))) {
      return incompatible("TrackOpens");
    }
    if (!mail.at("TemplateId").isAbsent() && mail.at("TemplateId").number().isEmpty()) {
      return incompatible("TemplateId");
    }
    if (!MailText.areTexts(mail.at("Metadata"))) {
      return incompatible("Metadata");
    }
    return areHeaders(mail.at("Headers")) ? Optional.empty() : incompatible("Headers");
  }

  /** An array of names and values. */
  private static boolean areHeaders(Json headers) {
    if (!MailText.isList(headers)) {
      return headers.isAbsent();
    }
    return headers.items().stream()
        .allMatch(
            each -> each.at("Name").text().isPresent() && each.at("Value").text().isPresent());
  }

  private static Optional<Problem> addresses(Json mail) {
    Optional<String> from = mail.at("From").text().filter(text -> !text.isBlank());
    if (from.isEmpty() || !MailText.isMailbox(from.get())) {
      return invalid("Invalid 'From' address: '" + from.orElse("") + "'.");
    }
    List<String> all =
        Stream.of("To", "Cc", "Bcc").flatMap(name -> recipients(mail.at(name)).stream()).toList();
    if (recipients(mail.at("To")).isEmpty()) {
      return invalid("Zero recipients specified");
    }
    if (all.size() > MOST_RECIPIENTS) {
      return invalid("Maximum of 50 recipients allowed per email message.");
    }
    Optional<String> wrong = all.stream().filter(each -> !MailText.isMailbox(each)).findFirst();
    if (wrong.isPresent()) {
      return invalid("Error parsing 'To': Illegal email address '" + wrong.get() + "'.");
    }
    boolean answerable = recipients(mail.at("ReplyTo")).stream().allMatch(MailText::isMailbox);
    return answerable ? Optional.empty() : invalid("Error parsing 'ReplyTo'.");
  }

  private static Optional<Problem> content(Json mail) {
    boolean none =
        Stream.of("TextBody", "HtmlBody")
            .allMatch(name -> mail.at(name).text().orElse("").isEmpty());
    return none ? invalid("Provide either email TextBody or HtmlBody or both.") : Optional.empty();
  }

  private static Optional<Problem> template(Json mail) {
    String alias = mail.at("TemplateAlias").text().orElse("");
    boolean named = alias.matches("[A-Za-z][A-Za-z0-9._-]*");
    if (!named && mail.at("TemplateId").number().isEmpty()) {
      return Optional.of(
          new Problem(
              NO_SUCH_TEMPLATE,
              "The 'TemplateId' or 'TemplateAlias' in the request is not valid or was not found."));
    }
    if (!mail.at("TemplateModel").isObject()) {
      return incompatible("TemplateModel");
    }
    boolean both =
        Stream.of("Subject", "HtmlBody", "TextBody").anyMatch(name -> !mail.at(name).isAbsent());
    return both
        ? invalid("Subject, HtmlBody and TextBody cannot be used with a template.")
        : Optional.empty();
  }

  private static Optional<Problem> options(Json mail) {
    if (mail.at("Tag").text().orElse("").length() > LONGEST_TAG) {
      return invalid("The 'Tag' has more than 1000 characters.");
    }
    if (mail.at("TrackLinks").text().filter(value -> !TRACK_LINKS.contains(value)).isPresent()) {
      return invalid("The value for 'TrackLinks' is not valid.");
    }
    Map<String, String> metadata = mail.at("Metadata").texts();
    boolean small =
        metadata.size() <= 10
            && metadata.entrySet().stream()
                .allMatch(
                    field -> field.getKey().length() <= 20 && field.getValue().length() <= 80);
    if (!small) {
      return invalid("Metadata has at most 10 fields, of 20 characters each and 80 in its value.");
    }
    boolean stream =
        mail.at("MessageStream").text().orElse("outbound").matches("[a-z0-9][a-z0-9-]{0,29}");
    return stream
        ? Optional.empty()
        : invalid("The 'MessageStream' provided does not exist on this server.");
  }
}
