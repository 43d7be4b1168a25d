package io.github.cognitocourier.core.message;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "jane@example.com, jane@example.com",
    "Jane.O'Neil+news@EXAMPLE.com, Jane.O'Neil+news@example.com",
    "jürgen@bücher.example, jürgen@xn--bcher-kva.example",
    "a@localhost, a@localhost"
  })
  void an_address_is_read_and_its_domain_written_in_ascii(String text, String value) {
    assertThat(EmailAddress.parse(text)).map(EmailAddress::value).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "jane",
        "@example.com",
        "jane@",
        "a@b@c",
        "a b@example.com",
        "a@exa mple.com",
        "jane@example.com\r\nBcc: x@evil.example",
        "jane@example.com,x@evil.example",
        "Jane <jane@example.com>",
        "jane\u200b@example.com",
        "jane@-example.com",
        "jane@example..com",
        "jane@example.com.",
        "jane@\u3002",
        // Another owner than fass.de, whose name an older standard makes of it.
        "jane@fa\u00df.de",
        "jane@exam\u200dple.com"
      })
  void what_is_not_exactly_one_address_is_refused(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void a_domain_is_read_as_the_jdk_reads_it() {
    var random = new Random(1);
    int domains = 0;
    for (int i = 0; i < 50_000; i++) {
      // A label has at most 63 characters.
      String start = i % 10 == 0 ? "x".repeat(random.nextInt(58, 66)) : "";
      String domain =
          start
              + random
                  .ints(random.nextInt(1, 8), 0, 40)
                  .mapToObj(character -> character < 6 ? "-._.üA".charAt(character) : 'x')
                  .map(String::valueOf)
                  .collect(joining());
      Optional<String> asTheJdk = asTheJdk(domain);
      domains += asTheJdk.isPresent() ? 1 : 0;
      assertThat(EmailAddress.parse("a@" + domain).map(EmailAddress::domain))
          .as(domain)
          .isEqualTo(asTheJdk);
    }
    assertThat(domains).isBetween(10_000, 40_000);
  }

  private static Optional<String> asTheJdk(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return Optional.of(ascii).filter(name -> !name.endsWith("."));
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }

  @Test
  void an_address_shows_its_domain_only() {
    assertThat(EmailAddress.parse("jane@example.com").orElseThrow()).hasToString("***@example.com");
  }

  @Test
  void a_mailbox_has_a_name_or_none() {
    assertThat(Mailbox.parse("no-reply@example.com")).map(Mailbox::name).hasValue("");
    assertThat(Mailbox.parse("Example <a@example.com>")).map(Mailbox::name).hasValue("Example");
    assertThat(Mailbox.parse("\"Ex, Inc.\" <a@example.com>"))
        .map(Mailbox::name)
        .hasValue("Ex, Inc.");
    assertThat(Mailbox.parse("Example\r\nBcc: b@c.de <a@example.com>")).isEmpty();
    assertThat(Mailbox.parse("Example <a@example.com")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+14155550100, +1",
    "+79161234567, +7",
    "+491701234567, +49",
    "+353861234567, +353",
    "+447700900123, +44"
  })
  void a_number_shows_its_country_code_only(String number, String prefix) {
    assertThat(new PhoneNumber(number)).hasToString(prefix + "***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "4155550100", "+0155550100", "+1 415 555 0100", "+12345", "+1234567890123456"})
  void what_is_not_in_e164_form_is_refused(String text) {
    assertThat(PhoneNumber.parse(text)).isEmpty();
  }
}
