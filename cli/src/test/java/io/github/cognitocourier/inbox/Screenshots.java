package io.github.cognitocourier.inbox;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Takes the pictures of the README. Its name keeps it out of the ordinary run;
 * docs/images/README.md says how to run it.
 */
@NeedsTool({Browser.CHROMIUM, Browser.DRIVER})
@ExtendWith(OneBrowser.class)
class Screenshots {

  private static final Path FOLDER = Path.of("..", "docs", "images");
  private static final int MOST_BYTES = 400_000;
  private static final List<String> USERS =
      List.of("ada", "grace", "alan", "edsger", "barbara", "donald", "radia", "ken");

  private final Browser browser;
  private final Inbox inbox;

  Screenshots(Browser browser) {
    this.browser = browser;
    this.inbox = Inbox.open(browser);
  }

  @AfterEach
  void close() {
    inbox.close();
    browser.preferNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void the_inbox_with_every_message(String scheme) throws IOException {
    browser.resize(1280, 800);
    browser.prefer(scheme);
    var sources = CognitoEvents.sources().stream().sorted(comparing(Source::trigger)).toList();
    for (int i = sources.size() - 1; i >= 0; i--) {
      fire(sources.get(i), i);
    }
    inbox.rows(sources.size()).getFirst().click();
    assertThat(browser.await("#detail h2").getText()).contains("Confirm your email address");
    browser.inside("iframe#mail", () -> browser.await("body"));

    byte[] picture = browser.screenshot();

    assertThat(picture).hasSizeLessThan(MOST_BYTES);
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve("inbox-" + scheme + ".png"), picture);
  }

  private void fire(Source source, int index) {
    String code =
        source.trigger() == Known.ADMIN_CREATE_USER
            ? "Tmp-4x&K!9<z"
            : "" + (482_913 + 6_151 * index);
    String user = USERS.get(index / 2);
    inbox.trigger(source.triggerSource(), user + "@example.com", "+1415555010" + index / 2, code);
  }
}
