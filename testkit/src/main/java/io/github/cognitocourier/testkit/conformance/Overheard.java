package io.github.cognitocourier.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** All that is printed and logged in this process until it is closed. */
public final class Overheard implements AutoCloseable {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final PrintStream ear = new PrintStream(heard, true, UTF_8);
  private final Logger root = Logger.getLogger("");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          ear.println(entry.getMessage() + " " + entry.getThrown());
        }

        @Override
        public void flush() {
          ear.flush();
        }

        @Override
        public void close() {
          ear.close();
        }
      };

  /** Begins to listen. */
  public Overheard() {
    System.setOut(ear);
    System.setErr(ear);
    root.addHandler(handler);
  }

  /** All that was said so far. */
  public String text() {
    return heard.toString(UTF_8);
  }

  @Override
  public void close() {
    root.removeHandler(handler);
    System.setOut(out);
    System.setErr(err);
    out.print(text());
    out.flush();
  }
}
