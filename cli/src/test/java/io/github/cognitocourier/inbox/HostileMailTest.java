package io.github.cognitocourier.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.testkit.NeedsTool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mail is shown and never obeyed, whoever wrote it. */
@NeedsTool({Browser.CHROMIUM, Browser.DRIVER})
@ExtendWith(OneBrowser.class)
class HostileMailTest {

  private static final String MAIL =
      """
      <base href="http://HOST/">
      <meta http-equiv="refresh" content="0;url=http://HOST/refresh">
      <link rel="stylesheet" href="http://HOST/sheet.css">
      <style>@import url(http://HOST/import.css); body { background: url(http://HOST/body.png) }</style>
      <script>parent.document.body.dataset.ran = 'script'</script>
      <script src="http://HOST/script.js"></script>
      <img src="http://HOST/pixel.gif" onerror="parent.document.body.dataset.ran = 'onerror'">
      <img src="data:," onerror="parent.document.body.dataset.ran = 'onerror'">
      <svg onload="parent.document.body.dataset.ran = 'onload'"></svg>
      <iframe srcdoc="<script>top.document.body.dataset.ran = 'srcdoc'</script>"></iframe>
      <iframe src="http://HOST/frame"></iframe>
      <a id="script-link" href="javascript:parent.document.body.dataset.ran = 'link'">script</a>
      <a id="away" href="http://HOST/away" target="_top">away</a>
      <form action="http://HOST/form"><button id="send">send</button></form>
      <p style="background: url(http://HOST/inline.png)">It was read to the end.</p>
      """;

  private final List<String> callsHome = new CopyOnWriteArrayList<>();
  private final HttpServer attacker = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
  private final Browser browser;
  private final Inbox inbox;

  HostileMailTest(Browser browser) throws IOException {
    this.browser = browser;
    this.inbox = Inbox.open(browser);
  }

  @BeforeEach
  void send() {
    attacker.createContext(
        "/",
        exchange -> {
          callsHome.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    attacker.start();
    String host = "127.0.0.1:" + attacker.getAddress().getPort();
    inbox.mail("Hostile", "-", MAIL.replace("HOST", host));
    inbox.rows(1);
    // The width is told by the frame's load event, which waits for everything the mail loads.
    browser.await("the mail's width", () -> browser.find("#mail-size").getText().endsWith("px"));
  }

  @AfterEach
  void close() {
    inbox.close();
    attacker.stop(0);
  }

  @Test
  void it_is_shown_and_runs_nothing_and_calls_nobody() {
    String letter = browser.inside("iframe#mail", () -> browser.await("p").getText());

    assertThat(letter).isEqualTo("It was read to the end.");
    assertThat(browser.find("body").getDomAttribute("data-ran")).isNull();
    assertThat(callsHome).isEmpty();
  }

  @Test
  void its_links_are_shown_and_not_followed() {
    for (String link : List.of("#script-link", "#away")) {
      browser.inside(
          "iframe#mail",
          () -> {
            browser.click(link);
            return link;
          });
      browser.await("#mail-link");
    }

    assertThat(browser.await("#mail-link").getText()).contains("/away", "Open in a new tab");
    assertThat(browser.title()).contains("Cognito Courier");
    assertThat(browser.find("body").getDomAttribute("data-ran")).isNull();
    assertThat(callsHome).isEmpty();
  }

  @Test
  void its_form_is_not_sent() {
    browser.inside(
        "iframe#mail",
        () -> {
          browser.click("#send");
          return "clicked";
        });
    // A message that comes later is shown: the page and its frame are past the click.
    inbox.text("later");
    inbox.rows(2);

    assertThat(callsHome).isEmpty();
    assertThat(browser.all("iframe#mail")).hasSize(1);
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
