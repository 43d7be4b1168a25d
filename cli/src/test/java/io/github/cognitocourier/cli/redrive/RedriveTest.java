package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.lambda.CourierFunction;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A run over moto's SQS that invokes the real function, which delivers into the sandbox. */
@NeedsTool("moto_server")
@Timeout(60)
class RedriveTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Duration HIDDEN = Duration.ofMinutes(10);
  private static final Redrive.Plan PLAN =
      new Redrive.Plan(
          false,
          false,
          Long.MAX_VALUE,
          new Lifetimes(Duration.ofDays(7)),
          "123456789012",
          Optional.empty());

  private static MotoServer moto;

  private final LocalQueue queue = new LocalQueue(moto);
  private final List<String> functionLog = new CopyOnWriteArrayList<>();
  private final Sandbox sandbox = Sandbox.start(0, CourierFunction::new, functionLog::add);
  private final FailedEvents events = new FailedEvents(sandbox.uri(), sandbox.kmsKeyArn());
  private final List<FunctionArn> invoked = new ArrayList<>();
  private final StringWriter printed = new StringWriter();

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
    // Whatever a test does: nothing of the user is printed.
    Sentinels.assertAbsent("the listing", printed.toString());
    assertThat(printed.toString())
        .doesNotContain("feedback-token-of-one-event", "amazoncognito.com", FailedEvents.PHONE);
  }

  @Test
  void what_failed_is_delivered_and_deleted() throws IOException {
    queue.add(
        events.failed("CustomEmailSender_SignUp", NOW.minusSeconds(300)),
        events.failed("CustomSMSSender_Authentication", NOW.minusSeconds(300)),
        events.neverInvoked("CustomEmailSender_AdminCreateUser", NOW.minusSeconds(300)),
        events.failed("CustomEmailSender_AccountTakeOverNotification", NOW.minusSeconds(300)));

    assertThat(run(PLAN).summary()).isEqualTo("4 sent");
    assertThat(sandbox.messages())
        .extracting(message -> message.triggerSource().orElse(""))
        .containsExactlyInAnyOrder(
            "CustomEmailSender_SignUp",
            "CustomSMSSender_Authentication",
            "CustomEmailSender_AdminCreateUser",
            "CustomEmailSender_AccountTakeOverNotification");
    assertThat(sandbox.messages())
        .extracting(message -> message.content().text())
        .anyMatch(text -> text.contains(Sentinels.CODE))
        .anyMatch(text -> text.contains(Sentinels.PASSWORD));
    assertThat(queue.visible() + queue.hidden()).isZero();
    assertThat(printed.toString())
        .contains("CustomEmailSender_SignUp", "us-east-1_Sandbox00", "5 min")
        .contains("RetriesExhausted, not_accepted", "EventAgeExceeded  ");
  }

  @Test
  void a_record_of_a_version_is_sent_to_the_alias_live() throws IOException {
    queue.add(
        events.failed("CustomEmailSender_SignUp", NOW),
        events.failedIn(named("f:7"), "CustomEmailSender_SignUp", NOW),
        events.failedIn(named("f"), "CustomEmailSender_SignUp", NOW),
        events.failedIn(named("f:blue"), "CustomEmailSender_SignUp", NOW));
    run(PLAN);

    assertThat(invoked.stream().map(FunctionArn::text))
        .containsExactlyInAnyOrder(named("cognito-courier:live"), named("f:live"), named("f:blue"));
  }

  @Test
  void a_dry_run_lists_and_changes_nothing() throws IOException {
    queue.add(
        events.failed("CustomEmailSender_SignUp", NOW.minusSeconds(7200)),
        events.failed("CustomEmailSender_ForgotPassword", NOW.minusSeconds(7200)));
    var dry = new Redrive.Plan(true, true, 10, PLAN.lifetimes(), PLAN.account(), PLAN.function());

    assertThat(run(dry).summary()).isEqualTo("1 would be sent, 1 expired");
    assertThat(printed.toString())
        .contains(
            "function " + named("cognito-courier:live") + "\n",
            "would be sent",
            "would be deleted");
    assertThat(queue.visible()).isEqualTo(2);
    assertThat(invoked).isEmpty();
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void what_always_fails_is_tried_once_in_a_run_and_stays() throws Exception {
    fault("401", 100);
    queue.add(
        events.failed("CustomEmailSender_SignUp", NOW),
        events.failed("CustomSMSSender_SignUp", NOW));
    Tally tally = run(PLAN);

    assertThat(tally.summary()).isEqualTo("1 sent, 1 failed again");
    assertThat(tally.leavesSomething()).isTrue();
    assertThat(printed.toString()).contains("failed again: not_accepted");
    assertThat(invoked).hasSize(2);
    assertThat(queue.visible()).isEqualTo(1);
    assertThat(queue.hidden()).isZero();
    assertThat(queue.bodies().getFirst()).contains("CustomEmailSender_SignUp");
  }

  @Test
  void what_comes_back_during_a_run_is_not_tried_again() throws Exception {
    fault("401", 100);
    queue.add(events.failed("CustomEmailSender_SignUp", NOW));
    // The message is visible again while the next one is waited for.
    assertThat(
            run(PLAN, failures(Duration.ofSeconds(1), FailureQueue.LONG_POLLING), () -> false)
                .of(Fate.FAILED))
        .isOne();
    assertThat(invoked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "CustomEmailSender_ForgotPassword,            PT59M,  PT1H",
    "CustomSMSSender_Authentication,              PT14M,  PT15M",
    "CustomEmailSender_SignUp,                    PT23H,  PT24H",
    "CustomEmailSender_ResendCode,                PT23H,  PT24H",
    "CustomSMSSender_UpdateUserAttribute,         PT23H,  PT24H",
    "CustomSMSSender_VerifyUserAttribute,         PT23H,  PT24H",
    "CustomEmailSender_AdminCreateUser,           PT167H, PT168H",
  })
  void a_code_is_sent_until_its_lifetime_is_over(String source, Duration young, Duration old)
      throws IOException {
    queue.add(events.failed(source, NOW.minus(young)), events.failed(source, NOW.minus(old)));

    assertThat(run(PLAN).summary()).isEqualTo("1 sent, 1 expired");
    assertThat(queue.bodies())
        .singleElement()
        .satisfies(body -> assertThat(body).contains(NOW.minus(old).toString()));
  }

  @Test
  void a_takeover_notice_is_sent_at_any_age() throws IOException {
    queue.add(
        events.failed(
            "CustomEmailSender_AccountTakeOverNotification", NOW.minus(Duration.ofDays(13))));

    assertThat(run(PLAN).summary()).isEqualTo("1 sent");
    assertThat(printed.toString()).contains("13 d");
  }

  @Test
  void a_password_lives_as_long_as_the_pool_says() throws IOException {
    queue.add(events.failed("CustomEmailSender_AdminCreateUser", NOW.minus(Duration.ofDays(9))));
    var longer =
        new Redrive.Plan(
            false, true, 10, new Lifetimes(Duration.ofDays(10)), PLAN.account(), PLAN.function());

    assertThat(run(longer).summary()).isEqualTo("1 sent");
  }

  @Test
  void what_has_expired_is_deleted_when_asked() throws IOException {
    queue.add(events.failed("CustomEmailSender_SignUp", NOW.minus(Duration.ofDays(2))));
    var deleting =
        new Redrive.Plan(false, true, 10, PLAN.lifetimes(), PLAN.account(), PLAN.function());
    Tally tally = run(deleting);

    assertThat(tally.summary()).isEqualTo("1 expired and deleted");
    assertThat(tally.leavesSomething()).isFalse();
    assertThat(queue.visible() + queue.hidden()).isZero();
    assertThat(invoked).isEmpty();
  }

  @Test
  void foreign_messages_are_left_alone() throws IOException {
    String failed = events.failed("CustomEmailSender_SignUp", NOW);
    queue.add(
        "hello " + Sentinels.CODE,
        "{\"version\":\"1.0\"}",
        failed.replace("CustomEmailSender_", "PostConfirmation_"),
        failed.replace("RetriesExhausted", "Success"),
        failed.replace("RetriesExhausted", Sentinels.CODE),
        failed.replace("arn:aws:lambda", "arn:aws:sqs"),
        failed.replace(NOW.toString(), "yesterday"));

    assertThat(run(PLAN).summary()).isEqualTo("7 not ours");
    assertThat(queue.visible()).isEqualTo(7);
    assertThat(invoked).isEmpty();
  }

  @Test
  void a_function_of_another_account_is_invoked_only_when_it_is_named() throws IOException {
    String other = named("cognito-courier").replace("123456789012", "210987654321");
    queue.add(events.failedIn(other, "CustomEmailSender_SignUp", NOW));

    assertThat(run(PLAN).of(Fate.FAILED)).isOne();
    assertThat(printed.toString()).contains("a function of another account; see --function");
    var chosen =
        new Redrive.Plan(
            false, false, 10, PLAN.lifetimes(), PLAN.account(), FunctionArn.find(other));
    assertThat(run(chosen).summary()).isEqualTo("1 sent");
  }

  @Test
  void a_function_that_is_not_there_is_asked_for_once() throws IOException {
    queue.add(
        events.failedIn(named("gone"), "CustomEmailSender_SignUp", NOW),
        events.failedIn(named("gone"), "CustomSMSSender_SignUp", NOW));

    assertThat(run(PLAN).of(Fate.FAILED)).isEqualTo(2);
    assertThat(invoked).hasSize(1);
    assertThat(printed.toString())
        .contains("not sent: no such function or alias (ResourceNotFoundException)");
    assertThat(queue.visible()).isEqualTo(2);
  }

  @Test
  void a_run_ends_at_its_maximum() throws IOException {
    for (int i = 0; i < 3; i++) {
      queue.add(events.failed("CustomEmailSender_SignUp", NOW));
    }
    var two = new Redrive.Plan(false, false, 2, PLAN.lifetimes(), PLAN.account(), PLAN.function());
    Tally tally = run(two);

    assertThat(tally.summary()).isEqualTo("2 sent");
    assertThat(tally.leavesSomething()).isTrue();
    assertThat(queue.visible()).isOne();

    queue.add(events.failed("CustomEmailSender_SignUp", NOW));
    assertThat(run(two).leavesSomething()).isFalse();
  }

  @Test
  void an_interrupted_run_ends_after_the_invocation_under_way_and_loses_nothing()
      throws IOException {
    for (int i = 0; i < 3; i++) {
      queue.add(events.failed("CustomEmailSender_SignUp", NOW));
    }
    Tally tally = run(PLAN, failures(HIDDEN, Duration.ZERO), () -> !invoked.isEmpty());

    assertThat(tally.summary()).isEqualTo("1 sent");
    assertThat(tally.leavesSomething()).isTrue();
    assertThat(queue.visible()).isEqualTo(2);
    assertThat(queue.hidden()).isZero();
  }

  /** At least once: the provider can tell the second message by its notification id. */
  @Test
  void a_run_that_dies_before_deleting_sends_again_with_the_same_notification_id()
      throws IOException {
    queue.add(events.failed("CustomEmailSender_SignUp", NOW));
    try (SqsClient dying = dyingAfterReceive()) {
      var failures = new FailureQueue(dying, queue.url(), Duration.ofSeconds(1), Duration.ZERO);
      assertThatThrownBy(() -> run(PLAN, failures, () -> false))
          .isInstanceOf(SdkClientException.class);
    }
    assertThat(printed.toString()).contains("sent, but not deleted: a later run sends it again");
    assertThat(queue.visible() + queue.hidden()).isOne();

    // It is hidden for a second: waited for by long polling.
    FailureQueue later = failures(HIDDEN, FailureQueue.LONG_POLLING);
    assertThat(run(PLAN, later, () -> false).summary()).isEqualTo("1 sent");
    assertThat(sandbox.messages()).hasSize(2);
    assertThat(functionLog.stream().map(line -> Json.parse(line).at("notificationId").text()))
        .hasSize(2)
        .doesNotContain(Optional.empty())
        .containsOnly(Json.parse(functionLog.getFirst()).at("notificationId").text());
    assertThat(queue.visible() + queue.hidden()).isZero();
  }

  private Tally run(Redrive.Plan plan) throws IOException {
    return run(plan, failures(HIDDEN, Duration.ZERO), () -> false);
  }

  private Tally run(Redrive.Plan plan, FailureQueue failures, BooleanSupplier stopped) {
    try (LambdaClient lambda = Clients.at(sandbox.uri(), LambdaClient.builder())) {
      var real = new LambdaInvoker(arn -> lambda);
      InstantSource clock = InstantSource.fixed(NOW);
      var redrive =
          new Redrive(
              plan,
              failures,
              (arn, event) -> {
                invoked.add(arn);
                return real.invoke(arn, event);
              },
              new Pace(Duration.ZERO, clock, wait -> {}),
              clock,
              new Listing(new PrintWriter(printed, true)),
              stopped);
      assertThat(redrive.run()).isZero();
      return redrive.tally();
    }
  }

  private FailureQueue failures(Duration hidden, Duration wait) {
    return new FailureQueue(
        Clients.at(moto.endpoint(), SqsClient.builder()), queue.url(), hidden, wait);
  }

  /** A client of a process that is gone when it has received: it neither deletes nor gives back. */
  private static SqsClient dyingAfterReceive() {
    return Clients.at(
        moto.endpoint(),
        SqsClient.builder()
            .overrideConfiguration(each ->
                each.addExecutionInterceptor(
                    new ExecutionInterceptor() {
                      @Override
                      public void beforeExecution(
                          Context.BeforeExecution context, ExecutionAttributes attributes) {
                        if (!(context.request() instanceof ReceiveMessageRequest)) {
                          throw SdkClientException.create("gone");
                        }
                      }
                    })));
  }

  private static String named(String function) {
    return "arn:aws:lambda:us-east-1:123456789012:function:" + function;
  }

  private void fault(String kind, int count) throws IOException, InterruptedException {
    String fault = Json.write(Map.of("provider", "sendgrid", "kind", kind, "count", count));
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(sandbox.uri().resolve("/api/faults"))
              .POST(BodyPublishers.ofString(fault));
      assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }
  }
}
