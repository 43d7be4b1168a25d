package language;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.*;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lambda expressions: wherever they stand, whatever they capture. */
final class Lambdas {

  private static final List<String> ORDER = new ArrayList<>();

  private final Language.Said out;
  private int counter;

  Lambdas(Language.Said out) {
    this.out = out;
  }

  void all() {
    captures();
    primitives();
    generics();
    places();
    interfaces();
    initialization();
    identity();
    trace();
    intersections();
  }

  private void captures() {
    byte b = -1;
    short s = -2;
    char c = 'c';
    int i = 3;
    long l = 4L;
    float f = 5.5f;
    double d = 6.25;
    boolean z = true;
    String t = null;
    int[] a = {7};
    String[][] aa = {{"x"}};
    Supplier<String> all = () -> "" + b + s + c + i + l + f + d + z + t + a[0] + aa[0][0] + counter;
    counter = 9;
    out.say("captures", all.get());
    Function<Long, Function<Double, String>> nested = x -> y -> x + "/" + y + "/" + l + d;
    out.say("nested", nested.apply(1L).apply(2.0));
    Runnable counting = () -> counter += (int) l;
    counting.run();
    counting.run();
    out.say("counter", counter);
    BiFunction<Long, Double, String> wide = (x, y) -> x + ":" + y + ":" + l + ":" + d;
    out.say("wide", wide.apply(8L, 9.0));
  }

  private void primitives() {
    IntFunction<Integer> boxing = x -> x + 1;
    ToIntFunction<Integer> unboxing = x -> x * 2;
    IntToLongFunction widening = x -> x;
    LongFunction<Object> object = x -> x;
    IntPredicate even = x -> x % 2 == 0;
    DoubleBinaryOperator sum = (x, y) -> x + y;
    ObjIntConsumer<String> two = (x, y) -> out.say(x, y);
    BooleanSupplier yes = () -> true;
    out.say("boxing", boxing.apply(1));
    out.say("unboxing", unboxing.applyAsInt(4));
    out.say("widening", widening.applyAsLong(Integer.MIN_VALUE));
    out.say("object", object.apply(1L << 40).getClass());
    out.say("even", even.negate().or(x -> x == 4).test(4));
    out.say("sum", sum.applyAsDouble(1, 2.5));
    two.accept("two", 2);
    out.say("yes", yes.getAsBoolean());
    ToIntFunction<Integer> none = x -> x;
    out.say("null unboxed", Language.thrown(() -> none.applyAsInt(null)));
    Bytes bytes = (x, y, w) -> (byte) (x + y + w);
    out.say("bytes", bytes.of((byte) 100, (short) 100, 'd'));
  }

  interface Bytes {
    byte of(byte x, short y, char z);
  }

  private <T extends Comparable<T>> T greatest(List<T> all) {
    BinaryOperator<T> greater = (x, y) -> x.compareTo(y) > 0 ? x : y;
    return all.stream().reduce(greater).orElseThrow();
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private void generics() {
    out.say("greatest", greatest(List.of("a", "c", "b")));
    Function<String, Integer> length = x -> x.length();
    out.say("wrong type", Language.thrown(() -> ((Function) length).apply(1)));
    Comparator<String> bySize = Comparator.comparing((String x) -> x.length()).reversed();
    out.say("sorted", Stream.of("a", "ccc", "bb").sorted(bySize.thenComparing(x -> x)).toList());
    Named<String> named = x -> x + "!";
    Function<String, String> upper = named;
    out.say("bridge", upper.apply("x"));
    Special special = x -> x.length();
    out.say("special", special.apply("four") + ((Function) special).apply("five!").hashCode());
    UnaryOperator<String> twice = x -> x + x;
    out.say("composed", twice.andThen(x -> x.length()).compose(Object::toString).apply(12));
    out.say("map", new TreeMap<>(Map.of("k", 1)).computeIfPresent("k", (k, v) -> v + k.length()));
  }

  interface Named<T> extends Function<T, T> {
    default String name() {
      return "named";
    }
  }

  interface Special extends Function<String, Integer> {
    Integer apply(String given);
  }

  private void places() {
    out.say("field", Place.FIELD.get());
    out.say("enum", Place.HERE.what.get() + Place.THERE.what.get() + Place.THERE.more());
    out.say("interface", Home.HOME.get() + Home.of(3).get() + new Home() {}.own("o").get());
    out.say("inner", new Inner().new Deeper().of().get());
    Supplier<String> anonymous =
        new Supplier<>() {
          private final String mine = "mine";

          @Override
          public String get() {
            Supplier<String> deep = () -> mine + counter;
            return deep.get();
          }
        };
    out.say("anonymous", anonymous.get());
    class Local {
      String of() {
        return IntStream.range(0, 3).mapToObj(x -> x + "" + counter).toList().toString();
      }
    }
    out.say("local", new Local().of());
    record Pair(int x, Supplier<Integer> y) {
      Pair(int x) {
        this(x, () -> x + 1);
      }
    }
    out.say("record", new Pair(4).y().get());
    out.say("constructor", new Constructed("given").held.get());
  }

  static class Base {
    final Supplier<String> held;

    Base(Supplier<String> held) {
      this.held = held;
    }
  }

  static final class Constructed extends Base {
    Constructed(String given) {
      super(() -> given + given.length());
    }
  }

  enum Place {
    HERE(() -> "here"),
    THERE(() -> "there") {
      @Override
      String more() {
        Supplier<String> own = () -> "more of " + name();
        return own.get();
      }
    };

    static final Supplier<String> FIELD = () -> "static field";

    final Supplier<String> what;

    Place(Supplier<String> what) {
      this.what = what;
    }

    String more() {
      return "";
    }
  }

  interface Home {
    Supplier<String> HOME = () -> "home";

    static Supplier<String> of(int number) {
      return () -> "static " + number + hidden();
    }

    private static String hidden() {
      return "h";
    }

    private String secret(String given) {
      return "secret " + given;
    }

    default Supplier<String> own(String given) {
      return () -> secret(given) + ((Function<String, String>) this::secret).apply("r");
    }
  }

  class Inner {
    final String inner = "inner";

    class Deeper {
      Supplier<String> of() {
        return () -> inner + counter;
      }
    }
  }

  interface Left {
    void go();

    default String who() {
      return "left";
    }

    default String stop() {
      return "left stops";
    }
  }

  interface Right {
    String stop();

    default String who() {
      return "right";
    }

    default void go() {
      throw new IllegalStateException("not of the right");
    }
  }

  private void interfaces() {
    Left left = () -> out.say("left", "goes");
    Right right = () -> "right stops";
    left.go();
    out.say("who", left.who() + right.who());
    out.say("stop", left.stop() + right.stop());
    out.say("right goes", Language.thrown(right::go));
    for (Object each : new Object[] {left, right, (Callable<String>) () -> "called"}) {
      out.say(
          "is",
          "%s %s %s %s"
              .formatted(
                  each instanceof Left,
                  each instanceof Right,
                  each instanceof Callable,
                  each instanceof Function));
    }
    Consumer<Integer> whole = x -> out.say("whole", x);
    IntConsumer single = x -> out.say("single", x);
    IntStream.range(0, 2).iterator().forEachRemaining(whole);
    IntStream.range(2, 4).spliterator().forEachRemaining(whole);
    IntStream.range(4, 6).forEach(single);
    Consumer<Double> real = x -> out.say("real", x);
    DoubleConsumer primitive = x -> out.say("primitive", x);
    java.util.stream.DoubleStream.of(1, 2).iterator().forEachRemaining(real.andThen(real));
    primitive.andThen(primitive).accept(3);
    out.say("default", ((Named<String>) x -> x).name());
  }

  static class Lazy {
    static {
      ORDER.add("lazy initialized");
    }

    static String touch() {
      return "touched";
    }
  }

  static class Waiting {
    static final Supplier<String> MADE = () -> "by " + ORDER.size();

    static {
      ORDER.add("waiting initialized " + MADE.get());
    }

    static Supplier<String> late() {
      return () -> "late";
    }
  }

  private void initialization() {
    Supplier<String> reference = Lazy::touch;
    Supplier<Waiting> maker = Waiting::new;
    ORDER.add("made");
    ORDER.add(reference.get());
    ORDER.add(maker.get() == null ? "none" : Waiting.late().get());
    out.say("order", ORDER);
  }

  private Supplier<String> constant() {
    return () -> "constant";
  }

  private Supplier<String> held(String text) {
    return () -> text;
  }

  private void identity() {
    out.say("same constant", constant() == constant());
    out.say("equal", constant().equals(constant()));
    Supplier<String> kept = held("a");
    out.say("itself", kept.equals(kept));
    out.say("two of one", held("a").get().equals(held("a").get()));
  }

  private void trace() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("here");
        };
    try {
      failing.run();
    } catch (IllegalStateException thrown) {
      StackTraceElement top = thrown.getStackTrace()[0];
      out.say("line", top.getFileName() + ":" + top.getLineNumber() + " " + top.getMethodName());
    }
  }

  private void intersections() {
    var both = (Runnable & Serializable) () -> out.say("serializable", "runs");
    both.run();
    out.say("is serializable", both instanceof Serializable);
    var marked = (Supplier<String> & Cloneable) () -> "marked";
    out.say("marked", marked.get() + (marked instanceof Cloneable));
  }
}
