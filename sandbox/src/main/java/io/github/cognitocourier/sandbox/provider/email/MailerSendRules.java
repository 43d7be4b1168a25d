package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What MailerSend requires of a mail: its sentences by the field that they are about.
 *
 * @see <a href="https://developers.mailersend.com/api/v1/email.html">Email</a>
 */
final class MailerSendRules {

  private static final int MOST_RECIPIENTS = 50;
  private static final int MOST_TAGS = 5;
  private static final int LONGEST_TAG = 191;
  private static final int LONGEST_SUBJECT = 998;
  private static final int LARGEST_BODY = 2 * 1024 * 1024;

  private final Json mail;
  private final boolean byTemplate;
  private final Map<String, List<String>> problems = new LinkedHashMap<>();

  private MailerSendRules(Json mail) {
    this.mail = mail;
    this.byTemplate = !mail.at("template_id").isAbsent();
  }

  static Map<String, List<String>> problems(Json mail) {
    var rules = new MailerSendRules(mail);
    rules.checkSender();
    rules.checkRecipients();
    rules.checkContent();
    rules.checkPersonalization();
    rules.checkOptions();
    return rules.problems;
  }

  /** The elements of an array; none when it is anything else. */
  static List<Json> listed(Json value) {
    return MailText.isList(value) ? value.items() : List.of();
  }

  private boolean isOtherThanList(String field) {
    return !mail.at(field).isAbsent() && !MailText.isList(mail.at(field));
  }

  private void add(String field, String sentence) {
    problems.putIfAbsent(field, List.of("The " + field + " " + sentence));
  }

  private void checkSender() {
    Json email = mail.at("from").at("email");
    if (email.isAbsent()) {
      // A template may bring its own sender.
      if (!byTemplate) {
        add("from.email", "field is required.");
      }
    } else if (email.text().filter(MailText::isAddress).isEmpty()) {
      add("from.email", "must be a valid email address.");
    }
    if (MailText.isNoText(mail.at("from").at("name"))) {
      add("from.name", "must be a string.");
    }
    Json replyTo = mail.at("reply_to");
    if (!replyTo.isAbsent() && replyTo.at("email").text().filter(MailText::isAddress).isEmpty()) {
      add("reply_to.email", "must be a valid email address.");
    }
  }

  private void checkRecipients() {
    List<Json> recipients = listed(mail.at("to"));
    if (recipients.isEmpty()) {
      add("to", "field is required.");
    } else if (recipients.size() > MOST_RECIPIENTS) {
      add("to", "may not have more than 50 items.");
    }
    for (int i = 0; i < recipients.size(); i++) {
      Json email = recipients.get(i).at("email");
      if (email.isAbsent()) {
        add("to." + i + ".email", "field is required.");
      } else if (email.text().filter(MailText::isAddress).isEmpty()) {
        add("to." + i + ".email", "must be a valid email address.");
      }
      if (recipients
          .get(i)
          .at("name")
          .text()
          .filter(name -> name.matches(".*[;,].*"))
          .isPresent()) {
        add("to." + i + ".name", "may not contain ; or ,.");
      }
    }
  }

  private void checkContent() {
    Stream.of("subject", "text", "html", "template_id")
        .filter(name -> MailText.isNoText(mail.at(name)))
        .forEach(name -> add(name, "must be a string."));
    String subject = mail.at("subject").text().orElse("");
    if (subject.isEmpty() && !byTemplate) {
      add("subject", "field is required when template id is not present.");
    } else if (subject.length() > LONGEST_SUBJECT) {
      add("subject", "may not be greater than 998 characters.");
    }
    boolean none =
        Stream.of("text", "html").allMatch(name -> mail.at(name).text().orElse("").isEmpty());
    if (none && !byTemplate) {
      add("text", "field is required when none of html / template id are present.");
    }
    Stream.of("text", "html")
        .filter(name -> mail.at(name).text().orElse("").length() > LARGEST_BODY)
        .forEach(name -> add(name, "may not be greater than 2 MB."));
  }

  private void checkPersonalization() {
    List<String> recipients =
        listed(mail.at("to")).stream().flatMap(to -> to.at("email").text().stream()).toList();
    List<Json> all = listed(mail.at("personalization"));
    if (isOtherThanList("personalization")) {
      add("personalization", "must be an array.");
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).at("email").text().filter(recipients::contains).isEmpty()) {
        add("personalization." + i + ".email", "must be one of the recipients.");
      }
      if (!all.get(i).at("data").isObject()) {
        add("personalization." + i + ".data", "field is required.");
      }
    }
  }

  private void checkOptions() {
    List<Json> tags = listed(mail.at("tags"));
    if (isOtherThanList("tags")) {
      add("tags", "must be an array.");
    } else if (tags.size() > MOST_TAGS) {
      add("tags", "may not have more than 5 items.");
    }
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i).text().orElse("");
      if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
        add("tags." + i, "must be a string of at most 191 characters.");
      }
    }
    Stream.of("track_clicks", "track_opens", "track_content")
        .filter(name -> MailText.isNoSwitch(mail.at("settings").at(name)))
        .forEach(name -> add("settings." + name, "field must be true or false."));
    List<Json> headers = listed(mail.at("headers"));
    for (int i = 0; i < headers.size(); i++) {
      boolean named =
          headers
                  .get(i)
                  .at("name")
                  .text()
                  .filter(name -> name.matches("[A-Za-z0-9_-]+"))
                  .isPresent()
              && headers.get(i).at("value").text().isPresent();
      if (!named) {
        add("headers." + i + ".name", "field is required.");
      }
    }
    if (isOtherThanList("headers")) {
      add("headers", "must be an array.");
    }
  }
}
