package io.github.cognitocourier.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.NeedsTool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** The mails that come with the product, on the narrowest of phones. */
@NeedsTool({Browser.CHROMIUM, Browser.DRIVER})
@ExtendWith(OneBrowser.class)
class NarrowMailTest {

  private static final String LONG_PASSWORD = "Tmp-4x&K!9<z".repeat(3);

  private final Browser browser;
  private final Inbox inbox;

  NarrowMailTest(Browser browser) {
    this.browser = browser;
    this.inbox = Inbox.open(browser);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void every_mail_fits_a_width_of_320_pixels(String scheme) {
    List<Source> sources =
        CognitoEvents.sources().stream()
            .filter(source -> source.channel() == Channel.EMAIL)
            .toList();
    assertThat(sources).hasSize(8);
    for (Source source : sources) {
      String code = source.trigger() == Known.ADMIN_CREATE_USER ? LONG_PASSWORD : Inbox.CODE;
      inbox.trigger(source.triggerSource(), "ada@example.com", "+14155550123", code);
    }
    inbox.rows(8).getFirst().click();
    browser.click("#mail-width label:has([value='320'])");
    browser.click("#mail-scheme label:has([value=" + scheme + "])");

    for (WebElement row : inbox.rows(8)) {
      row.click();
      String title = row.getText();
      String size =
          browser.await(
              "the size of " + title,
              () -> {
                String text = browser.find("#mail-size").getText();
                return text.startsWith("320 px") ? text : null;
              });
      assertThat(size).as(title).isEqualTo("320 px");
      assertThat(browser.find("#mail").getDomAttribute("data-scheme")).isEqualTo(scheme);
      assertThat(overflow()).as(title).isNotPositive();
    }
  }

  /** By how many pixels the words of the mail that is shown stick out of its frame. */
  private long overflow() {
    Object pixels =
        browser.run(
            """
            const page = document.querySelector('#mail').contentDocument.documentElement;
            if (!page.innerText.trim()) throw new Error('the mail is empty');
            return page.scrollWidth - page.clientWidth;
            """);
    return (Long) pixels;
  }
}
