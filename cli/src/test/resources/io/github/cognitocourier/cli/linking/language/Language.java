package language;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Says what every kind of call site does: as compiled and as linked it has to be the same. */
public final class Language {

  private final List<String> lines = new ArrayList<>();

  public static List<String> speak() {
    var language = new Language();
    new Lambdas(language::say).all();
    new References(language::say).all();
    new Switches(language::say).all();
    new Records(language::say).all();
    new Texts(language::say).all();
    return language.lines;
  }

  private void say(String what, Object value) {
    lines.add(what + " = " + value);
  }

  interface Said {
    void say(String what, Object value);
  }

  /** What is thrown, without what differs from run to run. */
  static String thrown(Runnable action) {
    try {
      action.run();
      return "nothing";
    } catch (RuntimeException thrown) {
      return thrown.getClass().getName();
    }
  }
}
