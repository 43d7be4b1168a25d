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

  /** With a logger first. */
  static final class Second {

    private static final Logger LOGGER = Logger.getLogger(Second.class.getName());
    private static final int[] NUMBERS = {1, 2};

    private Second() {}

    static String name() {
      return LOGGER.getName() + NUMBERS.length;
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
    assertThat(nameBy(Plain.class)).isEqualTo(Plain.class.getName());
  }

  @Test
  void what_else_is_initialised_stays() throws Exception {
    assertThat(nameBy(Second.class)).isEqualTo(Second.class.getName() + 2);
  }

  /** What the class, without a field for its logger, answers. */
  private static Object nameBy(Class<?> type) throws Exception {
    byte[] late = LateLogger.of(bytes(type));
    ClassModel model = ClassFile.of().parse(late);
    assertThat(model.fields())
        .noneMatch(field -> field.fieldType().stringValue().contains("Logger"));
    assertThat(ClassFile.of().verify(late)).isEmpty();
    var loader =
        new ClassLoader(LateLoggerTest.class.getClassLoader()) {
          Class<?> define() {
            return defineClass(type.getName(), late, 0, late.length);
          }
        };
    var name = loader.define().getDeclaredMethod("name");
    name.setAccessible(true);
    return name.invoke(null);
  }

  @Test
  void a_class_that_starts_more_is_refused() {
    assertThatThrownBy(() -> LateLogger.of(bytes(More.class)))
        .hasMessage("its logger is not what is initialised first");
    assertThatThrownBy(() -> LateLogger.of(bytes(String.class)))
        .hasMessage("its logger is not what is initialised first");
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }
}
