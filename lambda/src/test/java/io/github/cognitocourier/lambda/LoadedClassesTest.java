package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.smtp.SmtpExchange;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.conformance.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider costs nothing where it is not in the route. */
class LoadedClassesTest {

  private static final List<String> OF_MAIL =
      List.of(" jakarta.", " org.eclipse.angus.", " io.github.cognitocourier.providers.email.Smtp");

  @TempDir private Path folder;

  @Test
  void no_class_of_the_mail_library_is_loaded_for_another_provider() throws Exception {
    List<String> loaded = loadedBy("sendgrid://default?endpoint=http://127.0.0.1:1");
    assertThat(loaded).anyMatch(line -> line.contains(".providers.email.SendGrid "));
    assertThat(loaded).noneMatch(LoadedClassesTest::isOfMail);
  }

  @Test
  void they_are_loaded_for_smtp_alone() throws Exception {
    assertThat(loadedBy("smtp://default?username=a&endpoint=smtp://127.0.0.1:1"))
        .anyMatch(LoadedClassesTest::isOfMail);
  }

  private static boolean isOfMail(String line) {
    return OF_MAIL.stream().anyMatch(line::contains);
  }

  /** The lines of the JVM's log about classes, of a function that starts and tries to send. */
  private List<String> loadedBy(String route) throws IOException, InterruptedException {
    Path log = folder.resolve("classes.log");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                LoadedClassesTest.class.getName(),
                route)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines.toList();
    }
  }

  /** The process whose classes are looked at. */
  public static void main(String[] arguments) {
    Map<String, String> variables =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "a",
            "AWS_SECRET_ACCESS_KEY", "b",
            "KMS_KEY_ARN", "arn:aws:kms:us-east-1:111122223333:key/1",
            "COURIER_FROM", "no-reply@example.com",
            "COURIER_EMAIL", arguments[0],
            "SENDGRID_API_KEY", "k",
            "SMTP_PASSWORD", "k");
    var _ = new CourierFunction(variables);
    InstantSource clock = InstantSource.system();
    var exchange = new SmtpExchange(new HttpExchange(clock), clock);
    var sent =
        Providers.email(
                ProviderUrl.parse("route", arguments[0]),
                Environment.of(variables),
                HostedTemplates.NONE,
                Map.of(),
                new Wire(exchange, Secrets.NONE))
            .send(Sample.PLAIN.email(), Deadline.in(Duration.ofSeconds(5), clock));
    System.exit(sent.word().equals("unavailable") ? 0 : 1);
  }
}
