package io.github.cognitocourier.cli.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linked classes do what they do as compiled: the JVM says so. */
class LinkedClassesTest {

  /** Written for Java 8, whose classes know no nests. */
  private static final String OLD =
      """
      public class Source {
        private final String prefix = "old ";
        private String say(Object what) { return prefix + what; }
        public static java.util.List<String> speak() {
          java.util.function.Function<Object, String> say = new Source()::say;
          java.util.function.Supplier<String> hidden = () -> say.apply(1);
          return java.util.Arrays.asList(hidden.get(), new Inner().get());
        }
        static class Inner {
          String get() { Runnable nothing = () -> {}; nothing.run(); return "inner"; }
        }
      }
      """;

  @TempDir private static Path folder;

  private static Map<String, byte[]> compiled = Map.of();
  private static Map<String, byte[]> linked = Map.of();

  @BeforeAll
  static void link() {
    compiled = Compiled.language(folder);
    linked = LinkedClasses.of(compiled, Compiled.loader(compiled));
  }

  @Test
  void they_do_the_same() throws Exception {
    List<?> said = speak(compiled, "language.Language");
    assertThat(said).hasSizeGreaterThan(180);
    assertThat(speak(linked, "language.Language")).isEqualTo(said);
  }

  @Test
  void what_is_left_to_the_jvm_is_what_the_four_bootstraps_do_not_do_alone() {
    Map<String, Long> left =
        linked.values().stream()
            .flatMap(bytes -> Compiled.bootstraps(bytes).stream())
            .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    assertThat(left)
        .containsOnlyKeys(
            "LambdaMetafactory.altMetafactory",
            "SwitchBootstraps.enumSwitch",
            "SwitchBootstraps.typeSwitch")
        .containsEntry("SwitchBootstraps.typeSwitch", 2L); // with labels that are no types
    assertThat(compiled.values().stream().mapToLong(each -> Compiled.bootstraps(each).size()).sum())
        .isGreaterThan(200);
  }

  @Test
  void a_class_without_such_a_call_site_stays_byte_for_byte() {
    String file = "language/Language$Said.class";
    assertThat(linked.get(file)).isEqualTo(compiled.get(file));
  }

  @Test
  void the_same_classes_give_the_same_bytes() {
    var again = LinkedClasses.of(new TreeMap<>(compiled).descendingMap(), loaderOfCompiled());
    assertThat(again.keySet()).isEqualTo(linked.keySet());
    again.forEach((file, bytes) -> assertThat(bytes).as(file).isEqualTo(linked.get(file)));
  }

  @Test
  void a_debugger_finds_the_lines_and_the_variables() {
    compiled.forEach((file, bytes) ->
        assertThat(debugged(linked.get(file))).as(file).isEqualTo(debugged(bytes)));
    assertThat(debugged(compiled.get("language/Lambdas.class")).toString())
        .contains("counting", "LineNumber");
  }

  @Test
  void the_verifier_accepts_each() {
    ClassFile format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                java.lang.classfile.ClassHierarchyResolver.ofResourceParsing(
                    Compiled.loader(linked))));
    linked.forEach((file, bytes) -> assertThat(format.verify(bytes)).as(file).isEmpty());
  }

  @Test
  void a_class_of_an_old_library_is_linked_too() throws Exception {
    Map<String, byte[]> old = Compiled.source(OLD, "8", folder.resolveSibling("old"));
    Map<String, byte[]> linkedOld = LinkedClasses.of(old, Compiled.loader(old));

    assertThat(speak(linkedOld, "Source")).isEqualTo(speak(old, "Source"));
    assertThat(linkedOld.values().stream().flatMap(each -> Compiled.bootstraps(each).stream()))
        .hasSize(1); // javac called a private method in a way of its own then
    assertThat(ClassFile.of().parse(old.get("Source.class")).majorVersion())
        .isEqualTo(ClassFile.JAVA_8_VERSION);
  }

  @Test
  void what_is_written_is_for_the_java_that_its_owner_is_for() {
    Map<String, byte[]> earlier = Compiled.source(OLD, "17", folder.resolveSibling("earlier"));
    assertThat(LinkedClasses.of(earlier, Compiled.loader(earlier)).values())
        .extracting(bytes -> ClassFile.of().parse(bytes).majorVersion())
        .containsOnly(ClassFile.JAVA_17_VERSION);
  }

  private static ClassLoader loaderOfCompiled() {
    return Compiled.loader(compiled);
  }

  private static List<?> speak(Map<String, byte[]> classes, String name) throws Exception {
    try {
      return (List<?>) Compiled.loader(classes).loadClass(name).getMethod("speak").invoke(null);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(thrown.getCause());
    }
  }

  /** The lines of each method that was compiled, and its variables. */
  private static List<String> debugged(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    return model.methods().stream()
        .filter(method -> !method.methodName().stringValue().startsWith("linked$"))
        .flatMap(method ->
            method.code().stream()
                .flatMap(code -> code.elementStream())
                .filter(each -> each instanceof LineNumber || each instanceof LocalVariable)
                .map(each -> shown(method, each)))
        .toList();
  }

  private static String shown(MethodModel method, Object element) {
    String in = method.methodName().stringValue() + " ";
    return element instanceof LocalVariable variable
        ? in + variable.name().stringValue() + " " + variable.slot()
        : in + element;
  }
}
