package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.Mailbox;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How mail APIs write senders, recipients and switches. Pure functions. */
final class MailText {

  private MailText() {}

  private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern PLAIN =
      Pattern.compile(ATEXT + "(\\." + ATEXT + ")*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /** A bare address with nothing quoted in it. */
  static boolean isPlainAddress(String text) {
    return PLAIN.matcher(text).matches();
  }

  /** A bare address in ASCII whose domain has a dot. */
  static boolean isAddress(String text) {
    return text.chars().allMatch(character -> character > ' ' && character <= '~')
        && EmailAddress.parse(text).filter(address -> address.domain().contains(".")).isPresent();
  }

  /** A bare address, or {@code Name <address>}. */
  static boolean isMailbox(String text) {
    return address(text).filter(MailText::isAddress).isPresent();
  }

  /** The address of a bare one, or of {@code Name <address>}. */
  static Optional<String> address(String text) {
    int open = text.indexOf('<');
    return open >= 0 && text.endsWith(">")
        ? Optional.of(text.substring(open + 1, text.length() - 1))
        : Mailbox.parse(text).map(mailbox -> mailbox.address().value());
  }

  /** As the inbox shows it. */
  static String shown(Optional<String> name, String address) {
    return name.filter(text -> !text.isEmpty())
        .map(text -> text + " <" + address + ">")
        .orElse(address);
  }

  /** Whether there is a value that is neither true nor false. */
  static boolean isNoSwitch(Json value) {
    return value.raw().filter(raw -> !(raw instanceof Boolean)).isPresent();
  }

  /** Whether there is a value that is no string. */
  static boolean isNoText(Json value) {
    return !value.isAbsent() && value.text().isEmpty();
  }

  /** Whether every value of an object is a string; true when there is no object at all. */
  static boolean areTexts(Json object) {
    return object.isAbsent()
        || (object.isObject()
            && object.fields().values().stream().allMatch(value -> value.text().isPresent()));
  }

  /** Whether there is an array. */
  static boolean isList(Json value) {
    return value.raw().filter(raw -> raw instanceof List<?>).isPresent();
  }

  /** The elements of an array, or the one value that stands in its place. */
  static List<Json> listed(Json value) {
    return value.isAbsent() ? List.of() : value.text().isPresent() ? List.of(value) : value.items();
  }
}
