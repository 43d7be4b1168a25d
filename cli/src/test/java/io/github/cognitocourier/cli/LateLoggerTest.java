package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.cli.linking.LateLogger;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LateLoggerTest {

  /** With a logger alone. */
  static final class Plain {

    private static final Logger LOGGER = Logger.getLogger(Plain.class.getName());

    private Plain() {}

    static String name() {
      return LOGGER.getName();
    }
  }

  /** With something else to start. */
  static final class More {

    private static final Logger LOGGER = Logger.getLogger(More.class.getName().strip());

    private More() {}

    static String name() {
      return LOGGER.getName();
    }
  }

  @Test
  void the_logger_is_asked_for_where_it_logs() throws Exception {
    byte[] late = LateLogger.of(bytes(Plain.class));

    ClassModel model = ClassFile.of().parse(late);
    assertThat(model.fields()).isEmpty();
    assertThat(model.methods()).noneMatch(method -> method.methodName().equalsString("<clinit>"));
    assertThat(ClassFile.of().verify(late)).isEmpty();
    var loader =
        new ClassLoader(LateLoggerTest.class.getClassLoader()) {
          Class<?> define() {
            return defineClass(Plain.class.getName(), late, 0, late.length);
          }
        };
    var name = loader.define().getDeclaredMethod("name");
    name.setAccessible(true);
    assertThat(name.invoke(null)).isEqualTo(Plain.class.getName());
  }

  @Test
  void a_class_that_starts_more_is_refused() {
    assertThatThrownBy(() -> LateLogger.of(bytes(More.class)))
        .hasMessage("more than a logger is initialised");
    assertThatThrownBy(() -> LateLogger.of(bytes(String.class)))
        .hasMessage("more than a logger is initialised");
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }
}
