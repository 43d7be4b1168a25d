package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each class of the function as it is shipped, not as it was compiled. */
class LinkedFunctionTest {

  /** Its lambdas are private methods called as those of a super class; nobody runs them. */
  private static final Set<String> LEFT = Set.of("org/conscrypt/metrics/StatsLogImpl.class");

  @TempDir private static Path folder;

  private static URLClassLoader shipped = new URLClassLoader(new URL[0]);

  @BeforeAll
  static void ship() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Map.Entry<String, byte[]> jar :
        FunctionJars.linked(Architecture.ofThisMachine()).entrySet()) {
      urls.add(Files.write(folder.resolve(jar.getKey()), jar.getValue()).toUri().toURL());
    }
    shipped = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @AfterAll
  static void close() throws IOException {
    shipped.close();
  }

  @Test
  void the_jvm_verifies_every_class() throws IOException {
    List<String> files =
        LinkedFunction.classes().keySet().stream()
            .filter(file -> !file.contains("/nativeimage/")) // of a JVM that is not there
            .toList();
    assertThat(files).hasSizeGreaterThan(700);
    assertThat(files)
        .allSatisfy(file -> assertThatCode(() -> verify(file, shipped)).doesNotThrowAnyException());
  }

  @Test
  void a_class_that_is_wrong_would_be_seen() {
    byte[] wrong =
        ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
            .build(
                ClassDesc.of("Wrong"),
                type ->
                    type.withMethodBody(
                        "wrong",
                        MethodTypeDesc.of(ConstantDescs.CD_String),
                        ClassFile.ACC_STATIC,
                        code -> code.iconst_0().ireturn()));
    var loader =
        new ClassLoader() {
          @Override
          protected Class<?> findClass(String name) {
            return defineClass(name, wrong, 0, wrong.length);
          }
        };
    assertThatThrownBy(() -> verify("Wrong.class", loader)).isInstanceOf(VerifyError.class);
  }

  /**
   * One that has to stay for a reason, such as a switch over constants of an enum, is named here.
   */
  @Test
  void nothing_is_left_to_be_spun_by_the_jvm() throws IOException {
    LinkedFunction.classes()
        .forEach(
            (file, bytes) -> assertThat(isDynamic(bytes)).as(file).isEqualTo(LEFT.contains(file)));
  }

  private static boolean isDynamic(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .anyMatch(InvokeDynamicInstruction.class::isInstance);
  }

  /** To tell its methods, the JVM links a class: it verifies it and does not initialize it. */
  private static void verify(String file, ClassLoader loader) throws ClassNotFoundException {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    var _ = Class.forName(name, false, loader).getDeclaredMethods();
  }
}
