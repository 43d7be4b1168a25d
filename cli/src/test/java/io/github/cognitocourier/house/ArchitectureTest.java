package io.github.cognitocourier.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between the rooms. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Arrows.ROOT.substring(0, Arrows.ROOT.length() - 1));

  static Stream<String> modules() {
    return Arrows.MODULES.keySet().stream().sorted();
  }

  static Stream<String> corePackages() {
    return Arrows.CORE.keySet().stream().sorted();
  }

  static Stream<String> thinModules() {
    return Arrows.LIBRARIES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void the_scan_saw_the_classes_of_every_module(String module) {
    assertThat(CLASSES.stream().filter(in(Arrows.ROOT + module))).hasSizeGreaterThan(2);
  }

  @Test
  void every_class_lives_in_a_module_of_the_table() {
    assertThat(CLASSES)
        .hasSizeGreaterThan(150)
        .allMatch(type -> modules().anyMatch(module -> in(Arrows.ROOT + module).test(type)));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_uses_only_the_modules_of_the_table(String module) {
    List<String> strangers =
        modules()
            .filter(other -> !other.equals(module) && !Arrows.MODULES.get(module).contains(other))
            .toList();
    strangers.forEach(stranger -> check(Arrows.ROOT + module, Arrows.ROOT + stranger));
  }

  @ParameterizedTest
  @MethodSource("corePackages")
  void a_package_of_core_uses_only_the_packages_of_the_table(String name) {
    List<String> strangers =
        corePackages()
            .filter(other -> !other.equals(name) && !Arrows.CORE.get(name).contains(other))
            .toList();
    strangers.forEach(
        stranger -> check(Arrows.ROOT + "core." + name, Arrows.ROOT + "core." + stranger));
  }

  @Test
  void every_package_of_core_is_in_the_table() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> name.startsWith(Arrows.ROOT + "core."))
        .allMatch(
            name -> Arrows.CORE.containsKey(name.substring((Arrows.ROOT + "core.").length())));
  }

  @ParameterizedTest
  @MethodSource("thinModules")
  void a_module_of_the_function_uses_no_library_but_those_of_the_table(String module) {
    ArchRule rule =
        noClasses()
            .that(in(Arrows.ROOT + module))
            .should()
            .dependOnClassesThat(strangersTo(Arrows.LIBRARIES.get(module)));
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("thinModules")
  void a_module_leaves_alone_what_another_room_is_for(String module) {
    Arrows.FORBIDDEN
        .getOrDefault(module, List.of())
        .forEach(forbidden ->
            check(
                in(Arrows.ROOT + module)
                    .and(not(in(Arrows.ROOT + Arrows.EXCEPT.getOrDefault(forbidden, "none")))),
                forbidden));
  }

  @Test
  void the_environment_is_read_by_the_function_and_the_command_line_only() {
    noClasses()
        .that(in(Arrows.ROOT + "lambda").negate().and(in(Arrows.ROOT + "cli").negate()))
        .and()
        .haveSimpleNameNotEndingWith("ToolCondition") // decides which tests run, and where
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CLASSES);
  }

  @Test
  void no_package_is_part_of_a_circle() {
    SlicesRuleDefinition.slices()
        .matching(Arrows.ROOT + "(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  private static void check(String from, String to) {
    check(in(from), to);
  }

  private static void check(DescribedPredicate<JavaClass> from, String to) {
    noClasses()
        .that(from)
        .should()
        .dependOnClassesThat(in(to).or(named(to)))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> in(String name) {
    return DescribedPredicate.describe(
        "in " + name,
        type -> type.getPackageName().equals(name) || type.getPackageName().startsWith(name + "."));
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getFullName().equals(name));
  }

  private static DescribedPredicate<JavaClass> strangersTo(List<String> libraries) {
    List<String> welcome =
        Stream.concat(
                Stream.of("java.", "javax.", "org.jspecify.annotations.", Arrows.ROOT),
                libraries.stream())
            .toList();
    return DescribedPredicate.describe(
        "strangers",
        type -> {
          String name = type.getBaseComponentType().getFullName();
          return name.contains(".") && welcome.stream().noneMatch(name::startsWith);
        });
  }
}
