package language;

/** Concatenations. */
final class Texts {

  private final Language.Said out;
  private int called;

  Texts(Language.Said out) {
    this.out = out;
  }

  private String call() {
    return "call " + called++;
  }

  static final class Silent {
    @Override
    public String toString() {
      return null;
    }
  }

  void all() {
    byte b = -128;
    short s = Short.MIN_VALUE;
    char c = '\u00e9';
    int i = Integer.MIN_VALUE;
    long l = Long.MIN_VALUE;
    float f = 1.0e10f;
    double d = 1.0e-5;
    boolean z = false;
    Object none = null;
    String nothing = null;
    char[] chars = {'x', 'y'};
    out.say("all", "<" + b + s + c + i + l + f + d + z + none + nothing + ">");
    out.say("special", "" + Float.NaN + Double.POSITIVE_INFINITY + -0.0 + Float.MIN_VALUE + (0.1f + f));
    out.say("chars", ("" + chars).startsWith("[C@"));
    out.say("silent", "" + new Silent() + "!");
    out.say("order", call() + call() + called + call());
    out.say("tags", "\1" + b + "\2" + s + "\1\2");
    out.say("empty", ("" + nothing).length() + ("" + "").length());
    String grown = "a";
    grown += 1;
    grown += 'c';
    grown += 2.5;
    grown += null;
    out.say("grown", grown);
    var builder = new StringBuilder("b");
    out.say("builder", builder + "|" + builder.append("c") + "|" + builder);
    CharSequence sequence = new StringBuilder("q");
    out.say("sequence", "s" + sequence + 'x' + 1);
    StringBuilder many = new StringBuilder();
    for (int n = 0; n < 3; n++) {
      many.append("n" + n + (n > 1 ? "big" : null) + (char) ('a' + n));
    }
    out.say("many", many);
    out.say("long", (b + "" + l + l + d + d + l + s + c + z + f + i + i + l + d + c + none).length());
  }
}
