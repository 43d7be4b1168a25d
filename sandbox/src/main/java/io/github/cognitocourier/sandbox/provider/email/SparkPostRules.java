package io.github.cognitocourier.sandbox.provider.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What SparkPost requires of a transmission; each of these is answered with 422.
 *
 * @see <a href="https://developers.sparkpost.com/api/transmissions/">Transmissions</a>
 */
final class SparkPostRules {

  private static final int LONGEST_CAMPAIGN = 64;
  private static final int LONGEST_DESCRIPTION = 1024;
  private static final int LARGEST_METADATA = 1000;
  private static final List<String> SWITCHES =
      List.of(
          "open_tracking",
          "click_tracking",
          "transactional",
          "sandbox",
          "skip_suppression",
          "inline_css");

  /** SparkPost writes these itself, or from fields of its own. */
  private static final Set<String> RESERVED_HEADERS =
      Set.of("subject", "from", "to", "reply-to", "content-type", "content-transfer-encoding");

  private SparkPostRules() {}

  static Optional<SparkPostProblem> problem(Json transmission) {
    if (transmission.at("recipients").isAbsent()) {
      return Optional.of(SparkPostProblem.missing("recipients"));
    }
    if (!transmission.at("content").isObject()) {
      return Optional.of(SparkPostProblem.missing("content"));
    }
    return content(transmission.at("content")).or(() -> rest(transmission));
  }

  /** Whether the recipient's address is one; else it is counted as rejected. */
  static boolean isRecipient(Json recipient) {
    return MailText.isAddress(address(recipient));
  }

  /** The address, which stands alone or in an object. */
  static String address(Json recipient) {
    Json address = recipient.at("address");
    return address.text().or(address.at("email")::text).orElse("");
  }

  private static Optional<SparkPostProblem> content(Json content) {
    if (!content.at("template_id").isAbsent()) {
      return content.at("template_id").text().filter(id -> !id.isBlank()).isPresent()
          ? Optional.empty()
          : Optional.of(SparkPostProblem.invalid("content.template_id must be a string"));
    }
    Json from = content.at("from");
    Optional<String> sender = from.text().or(from.at("email")::text);
    if (sender.isEmpty()) {
      return Optional.of(SparkPostProblem.missing("content.from"));
    }
    if (!MailText.isMailbox(sender.get())) {
      return Optional.of(SparkPostProblem.invalid("content.from is not an email address"));
    }
    if (content.at("subject").text().filter(text -> !text.isEmpty()).isEmpty()) {
      return Optional.of(SparkPostProblem.missing("content.subject"));
    }
    if (Stream.of("html", "text").anyMatch(name -> MailText.isNoText(content.at(name)))) {
      return Optional.of(SparkPostProblem.invalid("content.html and content.text are strings"));
    }
    if (Stream.of("html", "text").allMatch(name -> content.at(name).text().orElse("").isEmpty())) {
      return Optional.of(
          new SparkPostProblem(
              "1400",
              "required field is missing",
              "At least one of text or html needs to exist in content"));
    }
    if (MailText.isNoText(content.at("reply_to"))) {
      return Optional.of(SparkPostProblem.invalid("content.reply_to must be a string"));
    }
    return headers(content.at("headers"));
  }

  private static Optional<SparkPostProblem> headers(Json headers) {
    if (!MailText.areTexts(headers)) {
      return Optional.of(SparkPostProblem.invalid("content.headers is an object of strings"));
    }
    return headers.texts().keySet().stream()
        .filter(name -> RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(name -> new SparkPostProblem("3002", "Invalid header", "content.headers." + name));
  }

  private static Optional<SparkPostProblem> rest(Json transmission) {
    Json options = transmission.at("options");
    Optional<String> noSwitch =
        SWITCHES.stream().filter(name -> MailText.isNoSwitch(options.at(name))).findFirst();
    if (noSwitch.isPresent()) {
      return Optional.of(SparkPostProblem.invalid("options." + noSwitch.get() + " is a boolean"));
    }
    for (String name : List.of("options", "metadata", "substitution_data")) {
      if (!transmission.at(name).isAbsent() && !transmission.at(name).isObject()) {
        return Optional.of(SparkPostProblem.invalid(name + " is an object"));
      }
    }
    if (bytes(transmission.at("metadata").raw().map(Json::write)) > LARGEST_METADATA) {
      return Optional.of(SparkPostProblem.invalid("metadata has more than 1000 bytes"));
    }
    boolean named =
        bytes(transmission.at("campaign_id").text()) <= LONGEST_CAMPAIGN
            && bytes(transmission.at("description").text()) <= LONGEST_DESCRIPTION
            && !MailText.isNoText(transmission.at("campaign_id"));
    return named
        ? Optional.empty()
        : Optional.of(SparkPostProblem.invalid("campaign_id has at most 64 bytes"));
  }

  private static int bytes(Optional<String> text) {
    return text.orElse("").getBytes(UTF_8).length;
  }
}
