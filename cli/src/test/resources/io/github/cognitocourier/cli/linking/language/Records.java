package language;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What records have without writing it. */
final class Records {

  private final Language.Said out;

  Records(Language.Said out) {
    this.out = out;
  }

  record None() {}

  record All(
      byte b, short s, char c, int i, long l, float f, double d, boolean z, String t, int[] a) {}

  record Generic<T extends Comparable<T>>(T value, List<T> all) {}

  record With$Dollar(int a$b) {}

  record Own(String text) {
    @Override
    public String toString() {
      return "own";
    }
  }

  record Odd(Object value) {}

  interface Holder {
    record Held(Holder of) implements Holder {}
  }

  static final class Never {
    @Override
    public boolean equals(Object other) {
      return false;
    }

    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public String toString() {
      return null;
    }
  }

  private static All all(int[] a, float f, double d) {
    return new All((byte) 1, (short) 2, 'c', 4, 1L << 40, f, d, true, "t", a);
  }

  void all() {
    record Local(int x, String y) {}
    int[] a = {1};
    out.say("none", new None() + " " + new None().hashCode() + new None().equals(new None()));
    out.say("all", all(null, 1.5f, -0.0));
    out.say("array", all(a, 1, 1).toString().matches(".*a=\\[I@.*"));
    out.say("equal", all(a, 1, 1).equals(all(a, 1, 1)));
    out.say("other array", all(a, 1, 1).equals(all(new int[] {1}, 1, 1)));
    out.say("zeros", all(a, 0f, 0.0).equals(all(a, -0f, 0.0)));
    out.say("zeros too", all(a, 0f, 0.0).equals(all(a, 0f, -0.0)));
    out.say("no numbers", all(a, Float.NaN, Double.NaN).equals(all(a, Float.NaN, Double.NaN)));
    out.say("hash", all(null, 1, Double.NaN).hashCode() == all(null, 1, Double.NaN).hashCode());
    out.say("null", all(a, 1, 1).equals(null));
    out.say("stranger", all(a, 1, 1).equals("stranger"));
    out.say("local", new Local(1, null));
    out.say("locals", new Local(1, null).equals(new Local(1, null)));
    out.say("different", new Local(1, "a").equals(new Local(1, "b")));
    out.say("first differs", new Local(1, "a").equals(new Local(2, "a")));
    out.say("generic", new Generic<>("g", List.of("h")));
    out.say("dollar", new With$Dollar(1));
    out.say("own", new Own("x") + "" + new Own("x").equals(new Own("x")));
    out.say("held", new Holder.Held(new Holder.Held(null)));
    var odd = new Odd(new Never());
    out.say("itself", odd.equals(odd));
    out.say("odd", odd.equals(new Odd(odd.value())));
    out.say("odd text", odd);
    out.say("odd hash", odd.hashCode());
    out.say("hashes", Objects.hash(new Local(3, "z").hashCode() == new Local(3, "z").hashCode()));
    out.say("set", Arrays.asList(new Local(1, "s")).contains(new Local(1, "s")));
  }
}
