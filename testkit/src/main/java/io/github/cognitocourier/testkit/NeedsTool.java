package io.github.cognitocourier.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a program found on the {@code PATH}. Where the program is missing the test is
 * skipped with one line that says so; with {@code CI=true} it fails, so that nothing is skipped
 * there unnoticed.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ToolCondition.class)
public @interface NeedsTool {

  /**
   * The programs' names, such as {@code moto_server}; all of them are needed. One that goes by
   * several names has them between bars: {@code chromium|google-chrome}.
   */
  String[] value();
}
