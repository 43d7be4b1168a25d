package io.github.cognitocourier.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that the Request tab copies sends the same message once more. */
@NeedsTool({Browser.CHROMIUM, Browser.DRIVER, "curl"})
@ExtendWith(OneBrowser.class)
class CopyAsCurlTest {

  private final Browser browser;
  private final Inbox inbox;

  CopyAsCurlTest(Browser browser) {
    this.browser = browser;
    this.inbox = Inbox.open(browser);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CustomEmailSender_SignUp", "CustomSMSSender_SignUp"})
  void the_command_sends_the_message_once_more(String triggerSource)
      throws IOException, InterruptedException {
    inbox.trigger(triggerSource, "ada@example.com", "+14155550123", Inbox.CODE);
    inbox.rows(1);

    String command = copied();
    assertThat(command).contains("dummy").doesNotContain("***");
    run(command);

    assertThat(inbox.rows(2)).allSatisfy(row -> assertThat(row.getText()).contains(Inbox.CODE));
  }

  private String copied() {
    browser.allowClipboard(inbox.uri());
    inbox.tab("request");
    browser.click("#copy-curl");
    assertThat(browser.await("#toast").getText()).isEqualTo("Command copied");
    return browser.clipboard();
  }

  private static void run(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", command + " --silent --show-error --fail --noproxy '*'")
            .redirectErrorStream(true)
            .start();
    var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
  }
}
