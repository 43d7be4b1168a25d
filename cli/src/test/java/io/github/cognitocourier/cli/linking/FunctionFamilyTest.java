package io.github.cognitocourier.cli.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.LinkedFunction;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the interfaces of {@code java.util.function} have to be, to share a class. */
class FunctionFamilyTest {

  private static final String PACKAGE = "java/util/function/";
  private static final Path BASE =
      FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");

  @Test
  void no_method_of_one_means_something_else_in_another() throws Exception {
    Map<String, List<Method>> bySignature =
        functions().stream()
            .flatMap(type -> Stream.of(type.getMethods()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .distinct()
            .collect(Collectors.groupingBy(FunctionFamilyTest::signature));

    assertThat(bySignature).hasSizeGreaterThan(40).containsKey("apply(Object)Object");
    assertThat(bySignature.values())
        .allMatch(methods -> methods.size() == 1 || methods.stream().noneMatch(Method::isDefault));
  }

  @Test
  void the_jdk_asks_for_none_that_shares_a_class() throws IOException {
    try (Stream<Path> files = Files.walk(BASE)) {
      List<String> asked =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .map(FunctionFamilyTest::read)
              .flatMap(bytes -> asked(bytes).stream())
              .distinct()
              .toList();
      assertThat(asked).containsExactlyInAnyOrderElementsOf(LambdaClass.ASKED_FOR);
    }
  }

  @Test
  void the_function_and_its_libraries_ask_for_none() throws IOException {
    assertThat(LinkedFunction.classes().values())
        .hasSizeGreaterThan(500)
        .allSatisfy(bytes -> assertThat(asked(bytes)).isEmpty());
  }

  private static List<Class<?>> functions() throws Exception {
    try (Stream<Path> files = Files.list(BASE.resolve(PACKAGE))) {
      return files
          .map(file -> file.getFileName().toString().replace(".class", ""))
          .<Class<?>>map(name -> {
            try {
              return Class.forName(PACKAGE.replace('/', '.') + name);
            } catch (ClassNotFoundException impossible) {
              throw new IllegalStateException(impossible);
            }
          })
          .toList();
    }
  }

  private static String signature(Method method) {
    return method.getName()
        + Stream.of(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"))
        + method.getReturnType().getSimpleName();
  }

  /** The interfaces of the package of which the class asks whether an object is one. */
  private static List<String> asked(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    for (var entry : model.constantPool()) {
      if (entry instanceof ClassEntry type && type.asInternalName().startsWith(PACKAGE)) {
        return model.methods().stream()
            .flatMap(method -> method.code().stream())
            .flatMap(code -> code.elementStream())
            .filter(element ->
                element instanceof TypeCheckInstruction check
                    && check.opcode() == Opcode.INSTANCEOF
                    && check.type().asInternalName().startsWith(PACKAGE))
            .map(element -> ((TypeCheckInstruction) element).type().asSymbol())
            .map(ClassDesc::displayName)
            .toList();
      }
    }
    return List.of();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
