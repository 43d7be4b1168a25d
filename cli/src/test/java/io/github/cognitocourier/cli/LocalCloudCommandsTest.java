package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code courier demo} and {@code courier dev}. */
class LocalCloudCommandsTest {

  @TempDir private Path folder;

  @Test
  void the_demo_delivers_every_trigger() {
    Commanded demo = Commanded.run("demo");

    assertThat(demo.err()).isEmpty();
    assertThat(demo.out().lines().filter(line -> line.startsWith("Custom")))
        .hasSize(15)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.endsWith("accepted"));
    assertThat(demo.out()).endsWith("15 of 15 accepted\n");
    assertThat(demo.exitCode()).isZero();
  }

  @Test
  void a_demo_with_a_template_that_lacks_the_code_says_so_and_fails() throws IOException {
    Path text = folder.resolve("en/sms/SignUp.txt");
    Files.createDirectories(text.getParent());
    Files.writeString(text, "Hello");
    Commanded demo = Commanded.run("demo", "--templates", folder.toString());

    assertThat(demo.exitCode()).isEqualTo(1);
    assertThat(demo.out())
        .containsPattern("CustomSMSSender_SignUp +twilio: no code in the text\n")
        .endsWith("14 of 15 accepted\n");
  }

  @Test
  void a_demo_with_hosted_templates_looks_for_the_code_in_what_fills_them() throws IOException {
    Commanded demo = Commanded.run("demo", "--config", hostingSignUp().toString());

    assertThat(demo.err()).isEmpty();
    assertThat(demo.out()).endsWith("15 of 15 accepted\n");
    assertThat(demo.exitCode()).isZero();
  }

  private Path hostingSignUp() throws IOException {
    return Files.writeString(
        folder.resolve("courier.json"),
        """
        {"brand": {"hostedTemplates": {
          "sendgrid": {
            "AccountTakeOverNotification": {"en": "d-0f1e2d3c4b5a49788f6e5d4c3b2a1908"},
            "AdminCreateUser": {"en": "d-1f1e2d3c4b5a49788f6e5d4c3b2a1908"},
            "SignUp": {"en": "d-2f1e2d3c4b5a49788f6e5d4c3b2a1908"}},
          "twilio": {"SignUp": {"en": "HX0f1e2d3c4b5a49788f6e5d4c3b2a1908"}}}}}
        """);
  }

  @Test
  void dev_tells_where_everything_is_mail_too() throws Exception {
    var told = new PipedReader(4_096);
    try (var lines = new BufferedReader(told);
        var out = new PrintWriter(new PipedWriter(told), true)) {
      Thread dev =
          Thread.ofVirtual()
              .start(() ->
                  CourierCommand.commandLine(Map.of()).setOut(out).execute("dev", "--port", "0"));

      assertThat(lines.readLine())
          .startsWith("Cognito Courier's local cloud is at http://127.0.0.1:");
      assertThat(lines.readLine()).startsWith("  inbox ");
      assertThat(lines.readLine()).matches("  mail        127\\.0\\.0\\.1:[0-9]+ \\(SMTP\\)");
      dev.interrupt();
      dev.join();
    }
  }

  @Test
  void dev_refuses_a_taken_port_with_one_sentence() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Commanded dev = Commanded.run("dev", "--port", "" + taken.getLocalPort());

      assertThat(dev)
          .isEqualTo(
              new Commanded(
                  2,
                  "",
                  "Port " + taken.getLocalPort() + " is taken; choose another one with --port.\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536"})
  void dev_refuses_a_port_that_is_none_with_one_sentence(String port) {
    assertThat(Commanded.run("dev", "--port=" + port))
        .isEqualTo(new Commanded(2, "", "--port must be from 0 to 65535.\n"));
  }

  @Test
  void dev_refuses_wrong_files_with_their_sentence() throws IOException {
    Path config = Files.writeString(folder.resolve("courier.json"), "{\"colour\":\"red\"}");
    Commanded dev = Commanded.run("dev", "--port", "0", "--config", config.toString());

    assertThat(dev.exitCode()).isEqualTo(2);
    assertThat(dev.err()).startsWith("courier.json: colour is not known").containsOnlyOnce("\n");
  }
}
