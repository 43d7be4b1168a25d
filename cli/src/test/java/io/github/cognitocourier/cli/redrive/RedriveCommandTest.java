package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.lambda.CourierFunction;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import io.github.cognitocourier.testkit.program.Command;
import io.github.cognitocourier.testkit.program.MotoServer;
import io.github.cognitocourier.testkit.program.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code courier redrive} as a process of its own, with the endpoints that every SDK reads. */
@NeedsTool("moto_server")
class RedriveCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static MotoServer moto;

  @TempDir private Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final LocalQueue queue = new LocalQueue(moto);
  private final Sandbox sandbox = Sandbox.start(0, CourierFunction::new);
  private final FailedEvents events = new FailedEvents(sandbox.uri(), sandbox.kmsKeyArn());

  @BeforeAll
  static void start() throws InterruptedException {
    moto = MotoServer.start();
  }

  @AfterAll
  static void stop() {
    moto.close();
  }

  @AfterEach
  void close() {
    queue.close();
    sandbox.close();
  }

  @Test
  void sends_what_there_is_and_then_has_nothing_to_do() throws InterruptedException {
    queue.add(
        events.failed("CustomEmailSender_SignUp", Instant.now()),
        events.failed("CustomSMSSender_ForgotPassword", Instant.now()));
    Command.Ended first = redrive("--queue", queue.url(), "--yes");
    Command.Ended second = redrive("--queue", queue.url());

    assertThat(first.errors()).isEmpty();
    assertThat(first.output()).contains(": about 2 messages\n").endsWith("2 sent\n");
    assertThat(first.exitCode()).isZero();
    Sentinels.assertAbsent("the output", first.output());
    assertThat(sandbox.messages()).hasSize(2);
    assertThat(second)
        .isEqualTo(new Command.Ended(0, second.output(), ""))
        .satisfies(ended -> assertThat(ended.output()).endsWith("nothing to do\n"));
  }

  @Test
  void what_stays_makes_the_exit_code_1() throws InterruptedException {
    queue.add("hello");

    assertThat(redrive("--queue", queue.url(), "--yes").exitCode()).isEqualTo(1);
    assertThat(redrive("--queue", queue.url(), "--dry-run").exitCode()).isZero();
  }

  /** SQS counts late: what it has not counted yet is not worked on without having been asked. */
  @Test
  void an_empty_queue_is_not_received_from_unasked() throws IOException, InterruptedException {
    HttpServer empty = answering(200, "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"0\"}}");
    try {
      Map<String, String> variables = new HashMap<>(environment());
      variables.put("AWS_ENDPOINT_URL_SQS", uri(empty).toString());

      assertThat(run(variables, "--queue", queue.url()).exitCode()).isZero();
      assertThat(asked).containsExactly("AmazonSQS.GetQueueAttributes");
    } finally {
      empty.stop(0);
    }
  }

  @Test
  void nobody_to_ask_is_told_in_a_sentence() throws InterruptedException {
    queue.add(events.failed("CustomEmailSender_SignUp", Instant.now()));
    Command.Ended ended = redrive("--queue", queue.url());

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.errors())
        .isEqualTo(
            "Nobody can be asked without a terminal; look with --dry-run, then add --yes.\n");
    assertThat(queue.visible()).isOne();
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  @NeedsTool("script")
  void on_a_terminal_it_asks_and_does_nothing_without_a_yes() throws InterruptedException {
    queue.add(events.failed("CustomEmailSender_SignUp", Instant.now()));

    Command.Ended refused = onTerminal("n\n", "--queue", queue.url());
    assertThat(refused.output()).contains("and delete what it delivers? [y/N]");
    assertThat(refused.exitCode()).as("something stays").isEqualTo(1);
    assertThat(queue.visible()).isOne();

    assertThat(onTerminal("y\n", "--queue", queue.url()).output()).contains("1 sent");
    assertThat(queue.visible() + queue.hidden()).isZero();
  }

  @Test
  void a_queue_that_does_not_exist_is_told_in_a_sentence() throws InterruptedException {
    assertThat(redrive("--queue", queue.url() + "x", "--yes"))
        .isEqualTo(
            new Command.Ended(
                2,
                "",
                "The queue does not exist, or not in this account and region; check --queue.\n"));
  }

  @Test
  void a_queue_that_refuses_is_told_in_a_sentence() throws IOException, InterruptedException {
    String refusal =
        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"message\":\"User: "
            + Sentinels.USER_NAME
            + "\"}";
    HttpServer denying = answering(403, refusal);
    try {
      Map<String, String> variables = new HashMap<>(environment());
      variables.put("AWS_ENDPOINT_URL_SQS", uri(denying).toString());
      Command.Ended ended = run(variables, "--queue", queue.url(), "--yes");

      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.errors())
          .isEqualTo(
              "The queue refuses (AccessDeniedException): the caller needs sqs:GetQueueAttributes,"
                  + " sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility on"
                  + " it.\n");
    } finally {
      denying.stop(0);
    }
  }

  @Test
  void missing_credentials_are_told_in_a_sentence() throws InterruptedException {
    Map<String, String> variables = new HashMap<>(environment());
    variables.remove("AWS_ACCESS_KEY_ID");
    variables.remove("AWS_SECRET_ACCESS_KEY");

    assertThat(run(variables, "--queue", queue.url(), "--yes"))
        .isEqualTo(
            new Command.Ended(
                2,
                "",
                "No AWS credentials were found: log in (aws sso login, aws configure) or name"
                    + " --profile.\n"));
  }

  @Test
  void an_answer_that_is_lost_is_not_asked_for_again() throws IOException, InterruptedException {
    queue.add(events.failed("CustomEmailSender_SignUp", Instant.now()));
    var calls = new ArrayList<String>();
    // A profile must not bring the SDK's own retries back.
    Files.writeString(
        folder.resolve("credentials"),
        "[mine]\naws_access_key_id = local\naws_secret_access_key = local\n");
    HttpServer silent = answering(404, "{}");
    silent.createContext(
        "/2015-03-31/",
        exchange -> {
          calls.add(exchange.getRequestURI().toString());
          exchange.close();
        });
    try {
      Command.Ended ended = against(silent, "--queue", queue.url(), "--yes", "--profile", "mine");

      assertThat(ended.output()).contains("failed again: no answer; it may have been sent");
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(calls).hasSize(1);
      assertThat(queue.visible()).isOne();
    } finally {
      silent.stop(0);
    }
  }

  @Test
  void ctrl_c_lets_the_invocation_end_and_gives_the_others_back() throws Exception {
    for (int i = 0; i < 3; i++) {
      queue.add(events.failed("CustomEmailSender_SignUp", Instant.now()));
    }
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    HttpServer slow = answering(404, "{}");
    slow.createContext(
        "/2015-03-31/",
        exchange -> {
          asked.countDown();
          awaited(answer);
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    Map<String, String> variables = new HashMap<>(environment());
    variables.put("AWS_ENDPOINT_URL_LAMBDA", uri(slow).toString());
    try (var redrive =
        Program.start(
            "redrive",
            folder,
            variables,
            line("--queue", queue.url(), "--yes", "--rate", "0.05/s"))) {
      asked.await();
      Thread closing = Thread.ofVirtual().start(redrive::close);
      answer.countDown();
      closing.join();

      assertThat(queue.visible()).isEqualTo(2);
      assertThat(queue.hidden()).isZero();
    } finally {
      slow.stop(0);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpServer answering(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI uri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private Command.Ended redrive(String... words) throws InterruptedException {
    return run(environment(), words);
  }

  private Command.Ended against(HttpServer lambda, String... words) throws InterruptedException {
    Map<String, String> variables = new HashMap<>(environment());
    variables.put("AWS_ENDPOINT_URL_LAMBDA", uri(lambda).toString());
    return run(variables, words);
  }

  private Command.Ended run(Map<String, String> variables, String... words)
      throws InterruptedException {
    return new Command(folder, variables, PATIENCE).run(line(words));
  }

  /** In a pseudo-terminal of its own. */
  private Command.Ended onTerminal(String input, String... words) throws InterruptedException {
    String quoted = "'" + String.join("' '", line(words)) + "'";
    return new Command(folder, environment(), PATIENCE)
        .run(List.of("script", "-qec", quoted, "/dev/null"), input);
  }

  private static List<String> line(String... words) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    line.addAll(List.of("io.github.cognitocourier.cli.CourierCommand", "redrive"));
    line.addAll(List.of(words));
    return line;
  }

  private Map<String, String> environment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local",
        "AWS_REGION",
        "us-east-1",
        "AWS_CONFIG_FILE",
        folder.resolve("config").toString(),
        "AWS_SHARED_CREDENTIALS_FILE",
        folder.resolve("credentials").toString(),
        "AWS_EC2_METADATA_DISABLED",
        "true",
        "AWS_ENDPOINT_URL_SQS",
        moto.endpoint().toString(),
        "AWS_ENDPOINT_URL_LAMBDA",
        sandbox.uri().toString());
  }
}
