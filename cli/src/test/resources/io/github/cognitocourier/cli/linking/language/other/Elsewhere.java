package language.other;

/** What another package lets its heirs use. */
public abstract class Elsewhere {

  protected Elsewhere() {}

  protected String greeting() {
    return "inherited";
  }

  protected final String kept(String given) {
    return "kept " + given;
  }

  protected static String name() {
    return "elsewhere";
  }

  /** With a default method. */
  public interface Shape {
    double size(double given);

    default double scaled(double factor) {
      return size(factor) + 1;
    }
  }
}
