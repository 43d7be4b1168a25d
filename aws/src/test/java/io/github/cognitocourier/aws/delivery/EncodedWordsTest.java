package io.github.cognitocourier.aws.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EncodedWordsTest {

  private static final EmailAddress ADDRESS = new EmailAddress("no-reply@example.com");

  @Test
  void a_name_in_ascii_is_quoted() {
    assertThat(EncodedWords.mailbox(new Mailbox("", ADDRESS))).isEqualTo("no-reply@example.com");
    assertThat(EncodedWords.mailbox(new Mailbox("Shop \"A\\B\", Inc.", ADDRESS)))
        .isEqualTo("\"Shop \\\"A\\\\B\\\", Inc.\" <no-reply@example.com>");
  }

  @Test
  void another_name_becomes_encoded_words_of_75_characters_that_split_no_character() {
    String name = "Bücher & Größen 😀 ".repeat(8).strip();
    String mailbox = EncodedWords.mailbox(new Mailbox(name, ADDRESS));

    assertThat(mailbox).matches("\\p{ASCII}+").endsWith(" <no-reply@example.com>");
    List<String> words = List.of(mailbox.substring(0, mailbox.lastIndexOf(' ')).split(" "));
    assertThat(words).hasSizeGreaterThan(3).allMatch(word -> word.length() <= 75);
    assertThat(words.stream().map(EncodedWordsTest::decoded).collect(Collectors.joining()))
        .isEqualTo(name);
  }

  private static String decoded(String word) {
    assertThat(word).startsWith("=?UTF-8?B?").endsWith("?=");
    byte[] bytes = Base64.getDecoder().decode(word.substring(10, word.length() - 2));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
