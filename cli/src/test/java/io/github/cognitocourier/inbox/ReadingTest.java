package io.github.cognitocourier.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;

/** Messages that other programs sent: listed, filtered, opened, cleared. */
@NeedsTool({Browser.CHROMIUM, Browser.DRIVER})
@ExtendWith(OneBrowser.class)
class ReadingTest {

  private final Browser browser;
  private final Inbox inbox;

  ReadingTest(Browser browser) {
    this.browser = browser;
    this.inbox = Inbox.open(browser);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void a_message_of_another_program_appears_by_itself() {
    inbox.mail("Hello", "Your code is 135790", "<p>Your code is <b>135790</b></p>");

    assertThat(inbox.rows(1).getFirst().getText()).contains("bob@example.com", "Hello", "135790");
    assertThat(browser.find("body").getDomAttribute("data-state")).isEqualTo("filled");

    inbox.text("Your code is 246802");
    assertThat(inbox.rows(2).getFirst().getText()).contains("+14155550123", "246802");
    assertThat(browser.title()).startsWith("(1) ");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void messages_are_still_there_after_a_reload() {
    inbox.mail("First", "one", "<p>one</p>");
    inbox.mail("Second", "two", "<p>two</p>");

    browser.reload();

    assertThat(inbox.rows(2).getFirst().getText()).contains("Second");
  }

  @Test
  void a_mail_is_shown_rendered_with_its_own_styles() {
    inbox.mail(
        "Styled",
        "plain words",
        "<style>p { color: rgb(1, 2, 3) }</style><p style='font-size: 31px'>dressed words</p>");
    inbox.rows(1);

    var style =
        browser.inside(
            "iframe#mail",
            () -> {
              WebElement words = browser.await("p");
              browser.await("the style", () -> words.getCssValue("font-size").equals("31px"));
              return List.of(words.getText(), words.getCssValue("color"));
            });

    assertThat(style).containsExactly("dressed words", "rgba(1, 2, 3, 1)");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_mail_is_shown_as_in_a_light_and_in_a_dark_mail_program() {
    inbox.mail(
        "Schemes",
        "-",
        """
        <style>
          body { background: rgb(250, 250, 250) }
          @media (prefers-color-scheme: dark) { body { background: rgb(5, 5, 5) } }
        </style>
        """);
    inbox.rows(1);

    awaitBackground("rgba(250, 250, 250, 1)");
    browser.find("#mail-scheme [value=dark]").click();
    awaitBackground("rgba(5, 5, 5, 1)");
    browser.find("#mail-scheme [value=light]").click();
    awaitBackground("rgba(250, 250, 250, 1)");
  }

  private void awaitBackground(String colour) {
    browser.inside(
        "iframe#mail",
        () ->
            browser.await(
                "a mail on " + colour,
                () -> browser.find("body").getCssValue("background-color").equals(colour)));
  }

  @Test
  void a_mail_is_as_tall_as_its_words_at_every_width() {
    inbox.mail("Long", "-", "<style>p { margin: 0 }</style><p>" + "word ".repeat(999) + "</p>");
    inbox.rows(1);

    long wide = heightWithoutScrolling();
    browser.find("#mail-width [value='320']").click();
    browser.await("a taller frame", () -> heightWithoutScrolling() > wide);
    browser.find("#mail-width [value=full]").click();
    browser.await("the frame of before", () -> heightWithoutScrolling() == wide);
  }

  /** Of the mail's frame, as soon as there is nothing to scroll in it. */
  private long heightWithoutScrolling() {
    return browser.await(
        "a frame as tall as its mail",
        () ->
            (Long)
                browser.run(
                    """
                    const frame = document.querySelector('#mail');
                    const page = frame?.contentDocument?.documentElement;
                    return page?.textContent && page.scrollHeight <= page.clientHeight
                        ? frame.offsetHeight : null;
                    """));
  }

  @Test
  void a_mail_is_shown_as_text_as_source_and_as_the_vendor_saw_it() {
    inbox.mail("Tabs", "plain words", "<p>rich words</p>");
    inbox.rows(1);

    assertThat(inbox.tab("text")).contains("plain words");
    assertThat(inbox.tab("source")).contains("<p>rich words</p>");
    assertThat(inbox.tab("request"))
        .contains("POST /v3/mail/send", "\"subject\": \"Tabs\"")
        .containsIgnoringCase("Authorization ***")
        .doesNotContain("a-key-of-another-program");
  }

  @Test
  void a_text_message_is_shown_as_on_a_phone_with_its_segments() {
    inbox.text("One. ".repeat(32));
    inbox.text("Two! ".repeat(33) + "Three");
    inbox.text("Drei\u2026 ".repeat(12));
    var rows = inbox.rows(3);

    rows.get(2).click();
    assertThat(browser.await("#segment-count").getText()).isEqualTo("1 segment");
    rows.get(1).click();
    browser.await("two segments", () -> browser.all("#sms-bubble [data-segment]").size() == 2);
    assertThat(browser.find("#segment-count").getText()).isEqualTo("2 segments");
    assertThat(browser.find(".encoding").getText()).isEqualTo("GSM-7 · 170 units, 153 per segment");
    rows.get(0).click();
    assertThat(browser.await(".glyph").getText()).isEqualTo("\u2026");
    assertThat(browser.find(".encoding").getText()).startsWith("UCS-2");
  }

  @Test
  void the_list_is_filtered_by_words_and_by_channel() {
    inbox.mail("Invoice", "no number", "<p>no number</p>");
    inbox.mail("Welcome", "hello", "<p>hello</p>");
    inbox.text("Your code is 246802");
    inbox.rows(3);

    browser.fill("#filter", "welCOME bob");
    assertThat(inbox.rows(1).getFirst().getText()).contains("Welcome");
    assertThat(browser.find("#tally").getText()).isEqualTo("1 of 3 messages");

    browser.fill("#filter", "nobody wrote this");
    inbox.rows(0);
    browser.click("#reset-filter");
    inbox.rows(3);

    browser.find("#channel-filter [value=sms]").click();
    assertThat(inbox.rows(1).getFirst().getText()).contains("246802");
  }

  @Test
  void the_inbox_is_cleared_after_a_question() {
    inbox.mail("First", "one", "<p>one</p>");
    inbox.text("two");
    inbox.rows(2);

    browser.click("#clear");
    assertThat(browser.await("#clear-text").getText()).startsWith("2 messages");
    browser.pressEscape();
    inbox.rows(2);

    browser.click("#clear");
    browser.click("#clear-confirm");
    browser.await("body[data-state=empty]");
    browser.reload();
    browser.await("body[data-state=empty]");
  }

  @Test
  void the_code_is_copied() {
    browser.allowClipboard(inbox.uri());
    inbox.mail("Code", "Your code is 135790", "<p>135790</p>");
    inbox.rows(1);

    browser.click("#copy-code");

    assertThat(browser.await("#toast").getText()).isEqualTo("Code copied");
    assertThat(browser.clipboard()).isEqualTo("135790");
  }
}
