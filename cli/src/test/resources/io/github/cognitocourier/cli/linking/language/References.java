package language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.*;
import java.util.stream.Stream;
import language.other.Elsewhere;

/** References to methods, constructors and arrays. */
final class References extends Elsewhere {

  private final Language.Said out;

  References(Language.Said out) {
    this.out = out;
  }

  void all() {
    kinds();
    conversions();
    bound();
    constructors();
    inherited();
  }

  private void kinds() {
    Function<String, String> unbound = String::trim;
    BiFunction<String, Integer, String> withArgument = String::substring;
    IntFunction<String> statics = Integer::toHexString;
    Function<Map.Entry<String, Integer>, String> ofInterface = Map.Entry::getKey;
    Supplier<List<Object>> staticOfInterface = List::of;
    Consumer<Object> ignoring = new ArrayList<>()::add;
    Function<Integer, String> privately = this::secret;
    Function<String, String> privateStatic = References::hidden;
    ignoring.accept("x");
    out.say("unbound", unbound.apply(" x "));
    out.say("with argument", withArgument.apply("abc", 1));
    out.say("static", statics.apply(255));
    out.say("of interface", ofInterface.apply(Map.entry("k", 1)));
    out.say("static of interface", staticOfInterface.get());
    out.say("private", privately.apply(1) + privateStatic.apply("p"));
    BiFunction<String, Object[], String> format = String::formatted;
    Function<Object, String> one = Language.class.getName()::formatted;
    out.say("varargs", format.apply("%s-%s", new Object[] {1, 2}) + one.apply(1).length());
    Function<String, List<String>> listed = List::of;
    out.say("overloaded", listed.apply("only"));
    Function<int[], Object> copying = int[]::clone;
    out.say("clone", ((int[]) copying.apply(new int[] {4, 5})).length);
    Predicate<Object> isText = String.class::isInstance;
    out.say("instance", Stream.of(1, "a").filter(isText).toList());
    Function<String, Character> third = x -> x.charAt(2);
    ToIntFunction<String> code = third.andThen(Character::getNumericValue)::apply;
    out.say("chain", code.applyAsInt("abc"));
  }

  private String secret(int number) {
    return "secret " + number;
  }

  private static String hidden(Object given) {
    return "hidden " + given;
  }

  private static long wide(long given) {
    return given + 1;
  }

  private static Integer boxed(Number given) {
    return given.intValue();
  }

  private static int narrow(byte given) {
    return given;
  }

  private void conversions() {
    IntToLongFunction widened = References::wide;
    ToLongFunction<Integer> unboxedAndWidened = References::wide;
    Function<Long, Object> boxed = References::wide;
    IntUnaryOperator throughBoxes = References::boxed;
    ToDoubleFunction<Integer> boxedToDouble = References::boxed;
    Supplier<Number> number = "four"::length;
    Supplier<Comparable<Integer>> comparable = "four!"::length;
    ToIntFunction<Map.Entry<String, Integer>> generic = Map.Entry::getValue;
    ToIntFunction<Byte> ofByte = References::narrow;
    Function<Byte, Integer> ofByteBoxed = References::narrow;
    Consumer<String> popped = String::length;
    LongConsumer poppedWide = References::wide;
    Predicate<List<Boolean>> truth = List::getFirst;
    Function<List<Character>, Integer> letter = x -> (int) x.getFirst();
    ToIntFunction<List<Byte>> small = List::getFirst;
    ToDoubleFunction<List<Integer>> wide = List::getFirst;
    ToIntFunction<List<Character>> sign = List::getFirst;
    out.say("small", small.applyAsInt(List.of((byte) 5)) + wide.applyAsDouble(List.of(6)));
    out.say("no number", Language.thrown(() -> sign.applyAsInt(List.of('s'))));
    out.say("widened", widened.applyAsLong(1));
    out.say("unboxed and widened", unboxedAndWidened.applyAsLong(2));
    out.say("boxed", boxed.apply(3L).getClass() + "" + boxed.apply(3L));
    out.say("through boxes", throughBoxes.applyAsInt(4));
    out.say("boxed to double", boxedToDouble.applyAsDouble(5));
    out.say("number", number.get());
    out.say("comparable", comparable.get().compareTo(5));
    out.say("generic", generic.applyAsInt(Map.entry("k", 6)));
    out.say("byte", ofByte.applyAsInt((byte) -7) + ofByteBoxed.apply((byte) 7));
    popped.accept("x");
    poppedWide.accept(1);
    out.say("truth", truth.test(List.of(true)));
    out.say("letter", letter.apply(List.of('a')));
    IntFunction<Object> character = Character::toChars;
    out.say("chars", ((char[]) character.apply(65))[0]);
    IntSupplier length = new StringBuilder("sb")::length;
    out.say("length", length.getAsInt());
  }

  private void bound() {
    var changing = new StringBuilder("a");
    Supplier<String> said = changing::toString;
    changing.append("b");
    out.say("bound", said.get());
    String none = null;
    out.say("bound to null", Language.thrown(() -> take(none::length)));
    Function<String, Integer> unbound = String::length;
    out.say("unbound null", Language.thrown(() -> unbound.apply(null)));
    Supplier<String> array = new String[] {"x"}[0]::toString;
    out.say("bound once", array.get());
    Function<Object, Boolean> same = "text"::equals;
    out.say("bound constant", same.apply("text"));
  }

  private static void take(IntSupplier given) {
    given.hashCode();
  }

  private void constructors() {
    Supplier<StringBuilder> plain = StringBuilder::new;
    Function<String, StringBuilder> given = StringBuilder::new;
    IntFunction<byte[]> bytes = byte[]::new;
    IntFunction<String[][]> arrays = String[][]::new;
    Function<Integer, List<String>> sized = ArrayList::new;
    Function<String, Nested> nested = Nested::new;
    Supplier<Member> member = Member::new;
    LongFunction<Box> box = Box::new;
    Supplier<Object> widened = Nested::new;
    out.say("constructors", plain.get().append(given.apply("g")));
    out.say("arrays", bytes.apply(3).length + arrays.apply(2).length + sized.apply(5).size());
    out.say("array of negative size", Language.thrown(() -> bytes.apply(-1)));
    out.say("nested", nested.apply("n").text + ((Nested) widened.get()).text);
    out.say("member", member.get().whose());
    out.say("box", box.apply(5).value());
    out.say("to array", Stream.of("a", "b").toArray(String[]::new).getClass());
  }

  private static final class Nested {
    private final String text;

    private Nested(String text) {
      this.text = text;
    }

    private Nested() {
      this("none");
    }
  }

  record Box(Long value) {}

  private final class Member {
    private String whose() {
      return "of " + References.this.greeting();
    }
  }

  @Override
  protected String greeting() {
    return "own";
  }

  private void inherited() {
    Supplier<String> own = this::greeting;
    Supplier<String> inherited = super::greeting;
    Function<String, String> kept = this::kept;
    Supplier<String> statically = Elsewhere::name;
    Supplier<Object> object = super::toString;
    out.say("inherited", own.get() + inherited.get() + kept.apply("k") + statically.get());
    out.say("object", object.get() instanceof String);
    Supplier<Elsewhere> made = () -> new Elsewhere() {};
    out.say("made", made.get() instanceof References);
    Elsewhere.Shape shape = x -> x * 2;
    out.say("shape", shape.scaled(3));
  }
}
