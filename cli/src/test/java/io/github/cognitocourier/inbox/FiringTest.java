package io.github.cognitocourier.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** From the form on the page through the function and a provider's sandbox back to the page. */
@NeedsTool({Browser.CHROMIUM, Browser.DRIVER})
@ExtendWith(OneBrowser.class)
class FiringTest {

  private final Browser browser;
  private final Inbox inbox;

  FiringTest(Browser browser) {
    this.browser = browser;
    this.inbox = Inbox.open(browser);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void the_form_offers_every_trigger() {
    browser.click("#empty-fire");
    browser.await("#trigger-source option");

    var sources = new Select(browser.find("#trigger-source")).getOptions();

    assertThat(sources)
        .hasSize(15)
        .extracting(option -> option.getDomAttribute("value"))
        .contains(
            "CustomEmailSender_SignUp",
            "CustomSMSSender_Authentication",
            "CustomEmailSender_AccountTakeOverNotification");
  }

  @Test
  void a_mail_shows_up_with_its_code_while_the_form_is_still_open() {
    assertThat(inbox.fire("CustomEmailSender_SignUp")).isEqualTo("delivered");

    var row = inbox.rows(1).getFirst().getText();
    assertThat(row).contains("ada@example.com", "SignUp", "sendgrid", Inbox.CODE);
    assertThat(browser.find("#trigger-dialog").isDisplayed()).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_report_leads_to_the_message() {
    inbox.fire("CustomEmailSender_SignUp");

    browser.click("#open-fired");

    assertThat(browser.await("#code").getText()).isEqualTo(Inbox.CODE);
    assertThat(browser.all("#trigger-dialog[open]")).isEmpty();
    String letter = browser.inside("iframe#mail", () -> browser.await("body").getText());
    assertThat(letter).contains(Inbox.CODE);
  }

  @Test
  void a_text_message_shows_up_with_its_code() {
    assertThat(inbox.fire("CustomSMSSender_Authentication")).isEqualTo("delivered");
    browser.click("#open-fired");

    assertThat(inbox.rows(1).getFirst().getText()).contains("+14155550123", "twilio");
    assertThat(browser.await("#code").getText()).isEqualTo(Inbox.CODE);
    assertThat(browser.await("#sms-bubble").getText()).contains(Inbox.CODE);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_temporary_password_arrives_letter_by_letter() {
    inbox.fire("CustomEmailSender_AdminCreateUser");
    browser.click("#open-fired");

    String password = browser.find("#trigger-code").getDomProperty("value");
    assertThat(password).contains("&", "<");
    assertThat(browser.await("#code").getText()).isEqualTo(password);
    assertThat(browser.find(".stub-label").getText()).isEqualToIgnoringCase("Temporary password");
    assertThat(browser.find("#copy-code").getText()).isEqualTo("Copy password");
  }

  @Test
  void a_locale_without_templates_falls_back_to_english_as_the_form_says() {
    browser.click("#fire");
    browser.fill("#trigger-locale", "ja");
    WebElement locale = browser.find("#trigger-locale");
    assertThat(browser.find("#" + locale.getDomAttribute("aria-describedby")).getText())
        .isEqualTo("A locale without installed templates falls back to English.");

    assertThat(inbox.submit()).isEqualTo("delivered");

    assertThat(inbox.rows(1).getFirst().getText()).contains("Confirm your email address");
  }

  @Test
  void a_fault_changes_the_outcome_of_the_next_trigger_only() {
    addFault("sendgrid", "401");
    assertThat(browser.await("#fault-list li").getText()).contains("sendgrid", "401", "1 left");
    browser.pressEscape();
    assertThat(browser.find("#fault-count").getText()).isEqualTo("1");

    assertThat(inbox.fire("CustomEmailSender_SignUp")).isEqualTo("failed");
    assertThat(browser.await("#trigger-result .attempts li").getText())
        .contains("sendgrid", "misconfigured");
    assertThat(browser.all("[data-message-id]")).isEmpty();

    assertThat(inbox.submit()).isEqualTo("delivered");
    assertThat(inbox.rows(1)).hasSize(1);
    browser.pressEscape();
    assertThat(browser.find("#fault-count").isDisplayed()).isFalse();
  }

  @Test
  void a_recipient_that_the_provider_refuses_is_undeliverable() {
    addFault("twilio", "reject");
    browser.pressEscape();

    assertThat(inbox.fire("CustomSMSSender_SignUp")).isEqualTo("undeliverable");
  }

  private void addFault(String provider, String kind) {
    browser.click("#open-faults");
    browser.await("#fault-provider option[value=" + provider + "]");
    new Select(browser.find("#fault-provider")).selectByValue(provider);
    browser.click("#fault-kinds [value='" + kind + "']");
    browser.fill("#fault-times", "1");
    browser.click("#fault-add");
    browser.await("#fault-list li");
  }

  @Test
  void a_mail_needs_an_address() {
    browser.click("#fire");
    browser.fill("#trigger-email", "nobody");
    browser.click("#trigger-submit");

    assertThat(browser.await("#trigger-email-error").getText()).contains("needs an address");
    assertThat(browser.find("#trigger-email").getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(browser.find("#trigger-email"))
        .isEqualTo(browser.run("return document.activeElement"));
    assertThat(browser.all("#trigger-result .report")).isEmpty();
  }

  @Test
  void a_text_message_needs_a_number() {
    browser.click("#fire");
    browser.await("#trigger-source option");
    new Select(browser.find("#trigger-source")).selectByValue("CustomSMSSender_SignUp");
    browser.fill("#trigger-phone", "12345");
    browser.press(Keys.ENTER);

    assertThat(browser.await("#trigger-phone-error").getText()).contains("phone number");
    assertThat(browser.all("#trigger-result .report")).isEmpty();
  }

  @Test
  void metadata_that_is_not_a_pair_is_named() {
    browser.click("#fire");
    browser.fill("#trigger-metadata", "brand=acme\nnonsense");
    browser.click("#trigger-submit");

    assertThat(browser.await("#trigger-metadata-error").getText())
        .isEqualTo("“nonsense” is not key=value.");
    assertThat(browser.all("#trigger-result .report")).isEmpty();
  }

  @Test
  void what_the_sandbox_refuses_is_told_in_its_words() {
    browser.click("#fire");
    browser.await("#trigger-source option");
    browser.fill("#trigger-code", "");

    assertThat(inbox.submit()).isEqualTo("failed");
    assertThat(browser.find("#trigger-result").getText())
        .isEqualTo("code must be a non-empty string.");
  }
}
