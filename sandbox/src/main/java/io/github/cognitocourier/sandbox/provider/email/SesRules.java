package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What SES's SendEmail requires of its document.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">
 *     SendEmail</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">Quotas</a>
 */
final class SesRules {

  private static final Pattern MAILBOX = Pattern.compile("[^<>]*<([^<>]*)>");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-~]{1,126}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{1,995}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MOST_RECIPIENTS = 50;
  private static final int MOST_HEADERS = 15;
  private static final int MOST_TEMPLATE_DATA = 262_144;

  private SesRules() {}

  /**
   * What is wrong with {@code mail}, in one sentence; throws {@link
   * io.github.cognitocourier.core.json.MalformedJson} when a value is of another type than
   * documented.
   */
  static Optional<String> problem(Json mail) {
    return Stream.of(
            addresses(mail), content(mail.at("Content")), tags(mail), names(mail), lists(mail))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** To, Cc and Bcc, in this order. */
  static List<String> recipients(Json mail) {
    var recipients = new ArrayList<String>();
    for (String kind : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
      mail.at("Destination")
          .at(kind)
          .items()
          .forEach(each -> recipients.add(address(each.requireText())));
    }
    return recipients;
  }

  /** Without the name shown beside it. */
  private static String address(String mailbox) {
    var named = MAILBOX.matcher(mailbox);
    return named.matches() ? named.group(1) : mailbox;
  }

  private static Optional<String> addresses(Json mail) {
    Optional<String> from = mail.at("FromEmailAddress").optionalText();
    if (from.isEmpty() && mail.at("Content").at("Raw").isAbsent()) {
      return Optional.of("FromEmailAddress is required");
    }
    List<String> recipients = recipients(mail);
    if (recipients.isEmpty()) {
      return Optional.of("At least one destination address is required");
    }
    if (recipients.size() > MOST_RECIPIENTS) {
      return Optional.of("Recipient count exceeds 50.");
    }
    Stream<String> replyTo = mail.at("ReplyToAddresses").items().stream().map(Json::requireText);
    return Stream.of(from.stream(), recipients.stream(), replyTo)
        .flatMap(each -> each)
        .map(SesRules::address)
        .filter(each -> !MailText.isPlainAddress(each))
        .map(each -> each.contains("@") ? "Illegal address" : "Missing final '@domain'")
        .findFirst();
  }

  private static Optional<String> content(Json content) {
    content.requireObject();
    List<String> kinds =
        Stream.of("Simple", "Raw", "Template")
            .filter(kind -> !content.at(kind).isAbsent())
            .toList();
    if (kinds.size() != 1) {
      return Optional.of("Content must have exactly one of Simple, Raw and Template");
    }
    Json only = content.at(kinds.getFirst()).requireObject();
    return switch (kinds.getFirst()) {
      case "Simple" -> simple(only).or(() -> headers(only));
      case "Template" -> template(only).or(() -> headers(only));
      default -> only.at("Data").requireText().isEmpty() ? Optional.of("Data is empty") : none();
    };
  }

  private static Optional<String> simple(Json message) {
    Json body = message.at("Body").requireObject();
    if (body.at("Text").isAbsent() && body.at("Html").isAbsent()) {
      return Optional.of("Body must have Text or Html");
    }
    return Stream.of(message.at("Subject").requireObject(), body.at("Text"), body.at("Html"))
        .filter(Json::isObject)
        .filter(SesRules::isWithoutCharset)
        .map(each -> each.path() + " is not ASCII and has no Charset")
        .findFirst();
  }

  /** SES takes what has no charset for 7-bit ASCII. */
  private static boolean isWithoutCharset(Json content) {
    boolean ascii = content.at("Data").requireText().chars().allMatch(each -> each < 128);
    return !ascii && content.at("Charset").optionalText().isEmpty();
  }

  private static Optional<String> template(Json template) {
    long named =
        Stream.of("TemplateName", "TemplateArn", "TemplateContent")
            .filter(way -> !template.at(way).isAbsent())
            .count();
    if (named != 1) {
      return Optional.of("Template must have one of TemplateName, TemplateArn, TemplateContent");
    }
    Optional<String> name = template.at("TemplateName").optionalText();
    if (name.filter(text -> !NAME.matcher(text).matches()).isPresent()) {
      return Optional.of("TemplateName is not valid");
    }
    Optional<String> data = template.at("TemplateData").optionalText();
    if (data.filter(text -> text.length() > MOST_TEMPLATE_DATA).isPresent()) {
      return Optional.of("TemplateData is too long");
    }
    return data.filter(text -> !Json.lenient(text).isObject()).isPresent()
        ? Optional.of("TemplateData is not valid JSON")
        : none();
  }

  private static Optional<String> headers(Json content) {
    List<Json> headers = content.at("Headers").items();
    if (headers.size() > MOST_HEADERS) {
      return Optional.of("Headers can contain no more than 15 headers");
    }
    for (Json header : headers) {
      if (!HEADER_NAME.matcher(header.at("Name").requireText()).matches()) {
        return Optional.of("Header name is not valid");
      }
      if (!HEADER_VALUE.matcher(header.at("Value").requireText()).matches()) {
        return Optional.of("Header value is not valid");
      }
    }
    return none();
  }

  private static Optional<String> tags(Json mail) {
    for (Json tag : mail.at("EmailTags").items()) {
      for (String part : List.of("Name", "Value")) {
        if (!TAG.matcher(tag.at(part).requireText()).matches()) {
          return Optional.of(
              "Tag " + part + " must be 1 to 256 ASCII letters, digits, underscores or dashes");
        }
      }
    }
    return none();
  }

  private static Optional<String> names(Json mail) {
    return Stream.of("ConfigurationSetName", "TenantName")
        .filter(name -> mail.at(name).optionalText().filter(SesRules::isNoName).isPresent())
        .map(name -> name + " is not valid")
        .findFirst();
  }

  private static boolean isNoName(String text) {
    return !NAME.matcher(text).matches();
  }

  private static Optional<String> lists(Json mail) {
    Json list = mail.at("ListManagementOptions");
    return list.isObject() && list.at("ContactListName").requireText().isEmpty()
        ? Optional.of("ContactListName is required")
        : none();
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
