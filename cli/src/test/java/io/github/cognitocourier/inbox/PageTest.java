package io.github.cognitocourier.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page itself: its policy, its keyboard, its colours, small screens. */
@NeedsTool({Browser.CHROMIUM, Browser.DRIVER})
@ExtendWith(OneBrowser.class)
class PageTest {

  private final Browser browser;
  private final Inbox inbox;

  PageTest(Browser browser) {
    this.browser = browser;
    this.inbox = Inbox.open(browser);
  }

  @AfterEach
  void close() {
    inbox.close();
    browser.resize(1280, 800);
    browser.preferNothing();
  }

  @Test
  void it_opens_under_its_policy_without_a_complaint() {
    assertThat(browser.title()).isEqualTo("Inbox · Cognito Courier");
    assertThat(browser.await("#empty-title").getText()).isEqualTo("No mail yet");
    assertThat(browser.complaints()).isEmpty();

    browser.run(
        """
        const script = document.createElement('script');
        script.textContent = 'document.body.dataset.ran = true';
        document.body.append(script);
        """);
    assertThat(browser.find("body").getDomAttribute("data-ran")).isNull();
    assertThat(browser.complaints()).singleElement().asString().contains("script-src 'self'");
  }

  @Test
  void it_is_used_without_a_mouse() {
    for (String subject : List.of("First", "Second", "Third")) {
      inbox.mail(subject, "Your code is 135790", "<p>135790</p>");
    }
    inbox.rows(3);
    press("#messages", Keys.HOME);
    assertSelected("Third");

    browser.press("j");
    assertSelected("Second");
    browser.press(Keys.ARROW_DOWN);
    assertSelected("First");
    browser.press("k");
    assertSelected("Second");

    browser.press(Keys.ENTER);
    assertThat(focused().getDomAttribute("id")).isEqualTo("detail");
    browser.press("2");
    browser.await("#tabpanel[data-panel=text]");
    press("[role=tab][aria-selected=true]", Keys.ARROW_RIGHT);
    browser.await("#tabpanel[data-panel=request]");

    browser.press("/");
    assertThat(focused().getDomAttribute("id")).isEqualTo("filter");
    browser.press("third");
    inbox.rows(1);
    browser.pressEscape();
    inbox.rows(3);

    browser.press("?");
    browser.await("#help-dialog[open]");
    browser.pressEscape();
    browser.press("t");
    browser.await("#trigger-dialog[open]");
    assertThat(browser.complaints()).isEmpty();
  }

  private void press(String place, CharSequence key) {
    browser.run("document.querySelector(arguments[0]).focus()", place);
    browser.press(key);
  }

  private void assertSelected(String subject) {
    assertThat(browser.await("[data-message-id][aria-selected=true]").getText()).contains(subject);
    assertThat(browser.find("#detail h2").getText()).isEqualTo(subject);
  }

  private WebElement focused() {
    return (WebElement) browser.run("return document.activeElement");
  }

  @Test
  void it_is_as_dark_as_the_system_until_somebody_chooses() {
    browser.prefer("dark");
    assertThat(brightness()).isLessThan(0.2);
    browser.prefer("light");
    assertThat(brightness()).isGreaterThan(0.9);

    browser.click("#theme");
    browser.click("#theme");
    assertThat(browser.find("html").getDomAttribute("data-theme")).isEqualTo("dark");
    assertThat(brightness()).isLessThan(0.2);

    browser.reload();
    browser.await("body[data-state=empty]");
    assertThat(brightness()).isLessThan(0.2);

    browser.click("#theme");
    assertThat(browser.find("html").getDomAttribute("data-theme")).isNull();
    assertThat(brightness()).isGreaterThan(0.9);
  }

  /** Of what is behind the page's words: 0 is black, 1 is white. */
  private double brightness() {
    String colour = browser.find("#empty").getCssValue("background-color");
    return List.of(colour.replaceAll("[^0-9,]", "").split(",")).stream()
            .limit(3)
            .mapToInt(Integer::parseInt)
            .average()
            .orElseThrow()
        / 255;
  }

  @Test
  void nothing_is_wider_than_a_small_phone() {
    inbox.mail("A subject-that-is-one-word-".repeat(9), "word".repeat(99), "<p>135790</p>");
    inbox.text("https://example.com/" + "x".repeat(99));
    inbox.rows(2);
    browser.resize(320, 640);
    browser.await("the list alone", () -> !browser.find("#detail").isDisplayed());
    assertFits("the list");

    for (int row = 0; row < 2; row++) {
      inbox.rows(2).get(row).click();
      browser.await("#detail .envelope");
      for (WebElement tab : browser.all("[role=tab]")) {
        tab.click();
        assertFits("tab " + tab.getDomAttribute("data-tab"));
      }
      browser.click("#back");
    }
    for (String opener : List.of("#fire", "#open-faults", "#open-connect", "#open-help")) {
      browser.click(opener);
      browser.await("dialog[open]");
      assertFits(opener);
      browser.pressEscape();
    }
  }

  @Test
  void cognito_local_is_given_the_alias_and_the_key_of_the_sandbox() {
    browser.click("#open-connect");
    Json kms =
        Json.parse(browser.await("[aria-label='cognito-local snippet']").getText()).at("KMSConfig");

    String key = browser.find("#kms-key-arn").getText();
    assertThat(kms.at("KMSKeyId").requireText()).isEqualTo(key);
    assertThat(kms.at("KMSKeyAlias").requireText())
        .isEqualTo(key.replaceFirst(":key/.*", ":alias/cognito-courier"));
    assertThat(kms.at("endpoint").requireText()).isEqualTo(inbox.uri().toString());
  }

  private void assertFits(String what) {
    Object overflow =
        browser.run(
            """
            return [document.documentElement, ...document.querySelectorAll('.detail, dialog[open]')]
              .filter((box) => box.scrollWidth > box.clientWidth)
              .map((box) => `${box.tagName} ${box.className} ${box.scrollWidth} > ${box.clientWidth}`)
            """);
    assertThat((List<?>) overflow).as(what).isEmpty();
    assertThat(browser.run("return innerWidth")).isEqualTo(320L);
  }
}
