package io.github.cognitocourier.inbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium without a window. It is the one on the {@code PATH}, and so is its driver:
 * nothing is downloaded.
 */
final class Browser implements AutoCloseable {

  /** What {@code @NeedsTool} asks for. */
  static final String CHROMIUM = "chromium|chromium-browser|google-chrome";

  static final String DRIVER = "chromedriver";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path profile;
  private final ChromeDriver driver;

  private Browser(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  static Browser start() {
    try {
      Path profile = Files.createTempDirectory("courier-browser");
      var service =
          new ChromeDriverService.Builder().usingDriverExecutable(onThePath(DRIVER)).build();
      return new Browser(profile, new ChromeDriver(service, options(profile)));
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
  }

  private static ChromeOptions options(Path profile) {
    var console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(onThePath(CHROMIUM));
    options.setCapability("goog:loggingPrefs", console);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en",
        "--window-size=1280,800",
        "--user-data-dir=" + profile);
    return options;
  }

  private static File onThePath(String names) {
    List<String> folders =
        List.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1));
    return Stream.of(names.split("\\|"))
        .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not on the PATH: " + names));
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  void reload() {
    driver.navigate().refresh();
  }

  String title() {
    return driver.getTitle();
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The first visible element, as soon as there is one. */
  WebElement await(String selector) {
    return await(
        "visible " + selector,
        () -> all(selector).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
  }

  /** Waits until {@code condition} gives something other than null and false. */
  <T> T await(String what, Supplier<T> condition) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .ignoring(NoSuchElementException.class)
        .withMessage(what)
        .until(anything -> condition.get());
  }

  void click(String selector) {
    await(selector).click();
  }

  /** Replaces what the field holds. */
  void fill(String selector, String text) {
    WebElement field = await(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Presses the keys one after the other, wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void pressEscape() {
    press(Keys.ESCAPE);
  }

  /** Runs {@code script} in the page, in spite of its policy. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Reads something inside the frame, then returns to the page. */
  <T> T inside(String frame, Supplier<T> reading) {
    driver.switchTo().frame(await(frame));
    try {
      return reading.get();
    } finally {
      driver.switchTo().defaultContent();
    }
  }

  /** Lays the page out on a screen of this size, from the next frame on. */
  void resize(int width, int height) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** As if the system were {@code light} or {@code dark}; it overrules what a frame is told. */
  void prefer(String scheme) {
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void preferNothing() {
    cdp("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  /** Lets the page at {@code origin} use the clipboard. */
  void allowClipboard(URI origin) {
    cdp(
        "Browser.grantPermissions",
        Map.of(
            "origin",
            origin.toString(),
            "permissions",
            List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  String clipboard() {
    return String.valueOf(
        driver.executeAsyncScript(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, done)"));
  }

  private void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  /** The warnings and errors of the console since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException alreadyGone) {
      // Chromium may still be tidying up its own folder in the system's temporary one.
    }
  }
}
