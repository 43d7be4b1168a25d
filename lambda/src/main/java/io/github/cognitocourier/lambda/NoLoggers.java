package io.github.cognitocourier.lambda;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Loggers that log nothing, for the JDK's own classes in a packaged function. The JDK asks for one
 * when it reads the first certificate, and the usual ones start {@code java.util.logging}: ten
 * milliseconds of a cold start for lines that a function's log must not have, since nobody knows
 * what they say.
 */
public final class NoLoggers extends System.LoggerFinder {

  /** Called by the JDK. */
  public NoLoggers() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new None(name);
  }

  private record None(String name) implements System.Logger {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {}

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        Object @Nullable ... parameters) {}
  }
}
