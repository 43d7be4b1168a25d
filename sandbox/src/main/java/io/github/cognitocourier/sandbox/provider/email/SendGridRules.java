package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What SendGrid's Mail Send requires of its JSON document, with SendGrid's own sentences.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors">Errors</a>
 */
final class SendGridRules {

  private static final Pattern TEMPLATE =
      Pattern.compile("d-[0-9a-f]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final List<SendGridProblem> problems = new ArrayList<>();
  private final SendGridOptions options = new SendGridOptions(problems);

  private SendGridRules() {}

  /**
   * What is wrong with {@code mail}; throws {@link
   * io.github.cognitocourier.core.json.MalformedJson} when a value is of another type than
   * documented.
   */
  static List<SendGridProblem> problems(Json mail) {
    var rules = new SendGridRules();
    rules.checkPersonalizations(mail);
    rules.checkFrom(mail.at("from").at("email").optionalText().orElse(""));
    rules.checkSubject(mail);
    rules.checkContent(mail);
    rules.options.check(mail);
    return rules.problems;
  }

  /** The address of one recipient is none. */
  static SendGridProblem invalidRecipient(int personalization, String kind, int index) {
    return new SendGridProblem(
        "Does not contain a valid address.",
        "personalizations." + personalization + "." + kind + "." + index + ".email",
        SendGridProblem.HELP + "personalizations." + kind);
  }

  private void add(String field, String message) {
    problems.add(SendGridProblem.ofField(field, message));
  }

  private void checkPersonalizations(Json mail) {
    List<Json> personalizations = mail.at("personalizations").items();
    if (personalizations.isEmpty()) {
      add("personalizations", "You must have at least one personalization.");
    }
    boolean dynamic = mail.at("template_id").text().orElse("").startsWith("d-");
    for (int i = 0; i < personalizations.size(); i++) {
      Json personalization = personalizations.get(i).requireObject();
      String path = "personalizations." + i;
      if (personalization.at("to").items().isEmpty()) {
        add(path + ".to", "The to parameter is required for all personalization objects.");
      }
      checkRecipients(i, personalization);
      options.checkHeaders(path + ".headers", personalization.at("headers"));
      options.checkArguments(path + ".custom_args", personalization.at("custom_args"));
      var _ = personalization.at("dynamic_template_data").fields();
      if (dynamic && !personalization.at("substitutions").isAbsent()) {
        add(path + ".substitutions", "Substitutions may not be used with dynamic templating");
      }
    }
  }

  private void checkRecipients(int index, Json personalization) {
    var seen = new HashSet<String>();
    for (String kind : List.of("to", "cc", "bcc")) {
      List<Json> recipients = personalization.at(kind).items();
      for (int i = 0; i < recipients.size(); i++) {
        String email = recipients.get(i).at("email").optionalText().orElse("");
        String path = "personalizations." + index;
        if (!MailText.isPlainAddress(email)) {
          problems.add(invalidRecipient(index, kind, i));
        } else if (!seen.add(email.toLowerCase(Locale.ROOT))) {
          add(
              path,
              "Each email address in the personalization block should be unique between to, cc,"
                  + " and bcc. We found the first duplicate instance of ["
                  + email
                  + "] in the "
                  + path
                  + "."
                  + kind
                  + " field.");
        }
      }
    }
  }

  private void checkFrom(String email) {
    if (email.isEmpty()) {
      problems.add(
          new SendGridProblem(
              "The from object must be provided for every email send. It is an object that requires"
                  + " the email parameter, but may also contain a name parameter.  e.g. {\"email\" :"
                  + " \"example@example.com\"}  or {\"email\" : \"example@example.com\", \"name\" :"
                  + " \"Example Recipient\"}.",
              "from.email",
              SendGridProblem.HELP + "from"));
    } else if (!MailText.isPlainAddress(email)) {
      problems.add(
          new SendGridProblem(
              "The from email does not contain a valid address.",
              "from.email",
              SendGridProblem.HELP + "from"));
    }
  }

  private void checkSubject(Json mail) {
    List<Json> personalizations = mail.at("personalizations").items();
    boolean everywhere =
        !personalizations.isEmpty()
            && personalizations.stream().noneMatch(each -> each.at("subject").isAbsent());
    boolean none = mail.at("subject").isAbsent() && !everywhere;
    if (none && mail.at("template_id").isAbsent()) {
      add(
          "subject",
          "The subject is required. You can get around this requirement if you use a template with"
              + " a subject defined or if every personalization has a subject defined.");
    } else if (mail.at("subject").optionalText().filter(String::isEmpty).isPresent()) {
      add(
          "subject",
          "The subject of your email must be a string at least one character in length.");
    }
  }

  private void checkContent(Json mail) {
    Json template = mail.at("template_id");
    String id = template.optionalText().orElse("");
    boolean valid = TEMPLATE.matcher(id).matches();
    if (!template.isAbsent() && !valid) {
      add("template_id", "The template_id must be a valid GUID, you provided '" + id + "'.");
    }
    List<Json> parts = mail.at("content").items();
    if (parts.isEmpty() && !valid) {
      add(
          "content",
          "Unless a valid template_id is provided, the content parameter is required. There must be"
              + " at least one defined content block. We typically suggest both text/plain and"
              + " text/html blocks are included, but only one block is required.");
    }
    int order = 0;
    for (int i = 0; i < parts.size(); i++) {
      String type = parts.get(i).at("type").optionalText().orElse("");
      String path = "content." + i;
      if (type.isEmpty()) {
        add(
            path + ".type",
            "Your content type must be a string with length of at least one character.");
      } else if (type.matches("(?s).*[;,\r\n].*")) {
        add(path + ".type", "Cannot contain ';', or CRLF characters.");
      }
      if (parts.get(i).at("value").optionalText().orElse("").isEmpty()) {
        add(
            path + ".value",
            "The content value must be a string at least one character in length.");
      }
      int rank = type.equals("text/plain") ? 1 : type.equals("text/html") ? 2 : 3;
      if (rank < order) {
        add(
            "content",
            "If present, text/plain must be first, followed by text/html, followed by any other"
                + " content.");
      }
      order = Math.max(order, rank);
    }
  }
}
