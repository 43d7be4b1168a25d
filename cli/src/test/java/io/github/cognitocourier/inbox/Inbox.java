package io.github.cognitocourier.inbox;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.lambda.CourierFunction;
import io.github.cognitocourier.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The inbox page of a sandbox of its own, and the programs that send to that sandbox. */
final class Inbox implements AutoCloseable {

  static final String CODE = "482913";

  private final Browser browser;
  private final Sandbox sandbox = Sandbox.start(0, CourierFunction::new);
  private final HttpClient client = HttpClient.newHttpClient();

  private Inbox(Browser browser) {
    this.browser = browser;
  }

  /** Opens the page; the port is new, so the browser remembers nothing of it. */
  static Inbox open(Browser browser) {
    browser.complaints(); // those of an earlier page are not this one's
    var inbox = new Inbox(browser);
    browser.open(inbox.uri());
    browser.await("#connection[data-connection=open]");
    browser.await("body[data-state=empty]");
    return inbox;
  }

  URI uri() {
    return sandbox.uri();
  }

  /** Fires a trigger by the form, and leaves the form open with its report. */
  String fire(String triggerSource) {
    browser.click("#fire");
    browser.await("#trigger-source option[value=" + triggerSource + "]");
    new Select(browser.find("#trigger-source")).selectByValue(triggerSource);
    return submit();
  }

  /** Fires what the open form holds; returns the word for what became of it. */
  String submit() {
    browser.run("document.querySelector('#trigger-result').replaceChildren()");
    browser.click("#trigger-submit");
    return browser.await("#trigger-result .report[data-result]").getDomAttribute("data-result");
  }

  /** Waits until the list shows so many messages, and gives them, newest first. */
  List<WebElement> rows(int count) {
    return browser.await(
        count + " rows",
        () -> {
          var rows =
              browser.all("[data-message-id]").stream().filter(WebElement::isDisplayed).toList();
          return rows.size() == count ? rows : null;
        });
  }

  /** The text of the tab's panel, once it is chosen. */
  String tab(String name) {
    browser.click("[role=tab][data-tab=" + name + "]");
    return browser.await("#tabpanel[data-panel=" + name + "]").getText();
  }

  /** Fires a trigger from another program. */
  void trigger(String triggerSource, String email, String phoneNumber, String code) {
    Object order =
        Map.of(
            "triggerSource", triggerSource,
            "email", email,
            "phoneNumber", phoneNumber,
            "code", code,
            "locale", "en");
    post("/api/triggers", Json.write(order), "application/json", "none");
  }

  /** A mail from another program, straight to the provider's sandbox. */
  void mail(String subject, String text, String html) {
    Object body =
        Map.of(
            "personalizations", List.of(Map.of("to", List.of(Map.of("email", "bob@example.com")))),
            "from", Map.of("email", "no-reply@example.com"),
            "subject", subject,
            "content",
                List.of(
                    Map.of("type", "text/plain", "value", text),
                    Map.of("type", "text/html", "value", html)));
    post(
        "/sendgrid/v3/mail/send",
        Json.write(body),
        "application/json",
        "Bearer SG.a-key-of-another-program");
  }

  /** A text message from another program, straight to the provider's sandbox. */
  void text(String text) {
    String account = "AC00000000000000000000000000000000";
    post(
        "/twilio/2010-04-01/Accounts/" + account + "/Messages.json",
        "To=%2B14155550123&From=%2B15005550006&Body="
            + URLEncoder.encode(text, StandardCharsets.UTF_8),
        "application/x-www-form-urlencoded",
        "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDp0b2tlbg==");
  }

  private void post(String path, String body, String type, String authorization) {
    var request =
        HttpRequest.newBuilder(uri().resolve(path))
            .header("Content-Type", type)
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    browser.open(URI.create("about:blank"));
    client.shutdownNow();
    sandbox.close();
  }
}
