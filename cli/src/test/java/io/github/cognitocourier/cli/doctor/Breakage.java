package io.github.cognitocourier.cli.doctor;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One thing that is broken in a healthy deployment, and what doctor says of it.
 *
 * @param found with the deployment's own names as words in braces
 */
record Breakage(
    String name,
    Consumer<MotoDeployment.Draft> before,
    BiConsumer<MotoDeployment, VendorAccounts> after,
    String id,
    String found,
    String fix) {

  static Stream<Breakage> all() {
    return Stream.of(
            PoolBreakages.all(),
            FunctionBreakages.all(),
            InvocationBreakages.all(),
            ProviderBreakages.all())
        .flatMap(it -> it);
  }

  /** Begins one; {@code name} says what is broken. */
  static Part when(String name) {
    return new Part(name, _ -> {}, (_, _) -> {});
  }

  /** One that has no sentence yet. */
  record Part(
      String name,
      Consumer<MotoDeployment.Draft> before,
      BiConsumer<MotoDeployment, VendorAccounts> after) {

    Part drafted(Consumer<MotoDeployment.Draft> change) {
      return new Part(name, change, after);
    }

    Part changed(Consumer<MotoDeployment> change) {
      return new Part(name, before, (deployment, _) -> change.accept(deployment));
    }

    Part answered(Consumer<VendorAccounts> change) {
      return new Part(name, before, (_, vendor) -> change.accept(vendor));
    }

    Breakage says(String id, String found, String fix) {
      return new Breakage(name, before, after, id, found, fix);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
