package language;

import java.util.List;

/** Pattern switches: over types, and over more than types. */
final class Switches {

  private final Language.Said out;

  Switches(Language.Said out) {
    this.out = out;
  }

  sealed interface Shape permits Circle, Square, Empty, Wide {}

  record Circle(double radius) implements Shape {}

  record Square(Object side, Shape inner) implements Shape {}

  record Wide(long value, int count) implements Shape {}

  enum Empty implements Shape {
    NOTHING,
    LITTLE
  }

  enum Color {
    RED,
    GREEN
  }

  void all() {
    Shape[] shapes = {
      new Circle(1),
      new Circle(-1),
      new Square("a", new Circle(2)),
      new Square(5, null),
      new Square(null, Empty.LITTLE),
      new Wide(1L << 40, 2),
      new Wide(1, 0),
      Empty.NOTHING,
      null
    };
    for (Shape each : shapes) {
      out.say("guarded", guarded(each));
      out.say("taken apart", apart(each));
      out.say("statement", statement(each));
    }
    Object[] objects = {
      "a", "b", 1, 2, Color.RED, Color.GREEN, Empty.LITTLE, 'c', 3L, List.of(), new int[2], new String[0]
    };
    for (Object each : objects) {
      out.say("mixed", mixed(each));
      out.say("types", types(each));
    }
    out.say("no null", Language.thrown(() -> types(null)));
    out.say("enum", colored(Color.RED) + colored(Color.GREEN));
    out.say("text", text("a") + text("z") + text("zz"));
    out.say("generic", generic("x") + generic(null));
  }

  private static String guarded(Shape shape) {
    return switch (shape) {
      case null -> "null";
      case Circle circle when circle.radius() < 0 -> "negative";
      case Circle circle when circle.radius() > 100 -> "big";
      case Circle circle -> "circle " + circle.radius();
      case Square square when square.inner() == null -> "empty square";
      case Square square -> "square";
      case Wide wide when wide.count() == 0 -> "nothing wide";
      case Wide _ -> "wide";
      case Empty empty -> empty.name();
    };
  }

  private static String apart(Shape shape) {
    return switch (shape) {
      case Circle(double radius) when radius > 0 -> "r" + radius;
      case Circle(var radius) -> "R" + radius;
      case Square(String side, Circle(double radius)) -> side + radius;
      case Square(Integer side, Shape inner) -> side + "?" + inner;
      case Square(Object side, Empty inner) -> side + "!" + inner;
      case Square(Object side, Shape inner) -> "square";
      case Wide(long value, int count) when count > 1 -> "w" + value + count;
      case Wide(long value, int count) -> "W" + value + count;
      case Empty empty -> "e" + empty;
      case null -> "none";
    };
  }

  private static int statement(Shape shape) {
    int seen = 0;
    switch (shape) {
      case Circle circle:
        seen += (int) circle.radius();
      case Square _:
        seen += 10;
        break;
      case null, default:
        seen += 1000;
    }
    return seen;
  }

  private static String mixed(Object value) {
    return switch (value) {
      case String text when text.equals("a") -> "the letter a";
      case String text -> "text " + text;
      case Integer number when number == 1 -> "one";
      case Integer number -> "number " + number;
      case Color.RED -> "red";
      case Color color -> "color " + color;
      case Empty.LITTLE -> "little";
      case Character letter -> "letter " + letter;
      case Number number -> "other number " + number;
      case int[] numbers -> numbers.length + " numbers";
      default -> "something";
    };
  }

  private static String types(Object value) {
    return switch (value) {
      case CharSequence text -> "chars " + text.length();
      case Integer number -> "int " + number;
      case Comparable<?> _ -> "comparable";
      case List<?> list -> "list " + list.size();
      case String[] texts -> "texts " + texts.length;
      case Object[] _ -> "objects";
      case Object _ -> "object";
    };
  }

  private static String colored(Color color) {
    return switch (color) {
      case RED -> "r";
      case Color other when other == Color.GREEN -> "g";
      case Color other -> "o";
    };
  }

  private static String text(String text) {
    return switch (text) {
      case "a" -> "A";
      case String other when other.length() > 1 -> "long";
      case String other -> other;
    };
  }

  private static <T extends CharSequence> String generic(T value) {
    return switch (value) {
      case null -> "null";
      case String text -> text;
      case CharSequence chars -> chars.toString();
    };
  }
}
