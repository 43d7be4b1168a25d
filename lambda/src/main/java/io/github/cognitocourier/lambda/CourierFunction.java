package io.github.cognitocourier.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitocourier.core.Invocation;
import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.smtp.SmtpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Lambda function behind the triggers {@code CustomEmailSender} and {@code CustomSMSSender}.
 *
 * <p>Returns when the message was accepted or its recipient cannot be reached; throws {@link
 * DeliveryFailedException} for everything else, so that Lambda tries again and then keeps the
 * event. One line of JSON is logged per notification. Safe for concurrent use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html">
 *     Custom sender Lambda triggers</a>
 */
public final class CourierFunction implements RequestStreamHandler {

  /** Cognito reads nothing of the answer, but an emulator may insist on an object. */
  private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.UTF_8);

  /** What Lambda starts the process for. */
  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

  /** Of threads that rest for a minute: to start one takes as long as most of what they do. */
  private static final ThreadFactory MEANWHILE =
      Thread.ofPlatform().daemon().name("meanwhile").factory();

  private final InstantSource clock;
  private final HttpExchange http;
  private final Wiring wiring;
  private final Optional<URI> kms;
  // Lambda knows it by a weak reference.
  private final Optional<SnapStart> snapStart;
  private volatile Wired wired;

  /** As Lambda makes it: from the process's environment. */
  public CourierFunction() {
    this(System.getenv());
  }

  /**
   * From these environment variables.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings with one sentence per mistake
   */
  public CourierFunction(Map<String, String> variables) {
    // Before anything asks for a provider.
    ProviderOrder.askForCurvesLast();
    this(variables, LambdaRuntime.getLogger()::log);
  }

  /** What the operator should know at start-up goes to {@code log}. */
  CourierFunction(Map<String, String> variables, Consumer<String> log) {
    this.clock = InstantSource.system();
    Optional<Provider> boring = BoringSsl.load();
    Cryptography cryptography = boring.map(Cryptography::of).orElseGet(Cryptography::ofJdk);
    this.http =
        boring.map(tls -> new HttpExchange(clock, tls)).orElseGet(() -> new HttpExchange(clock));
    var environment = Environment.of(variables);
    Path folder = Path.of(variables.getOrDefault("LAMBDA_TASK_ROOT", ""));
    this.wiring =
        new Wiring(environment, folder, new SmtpExchange(http, clock), clock)
            .with(cryptography)
            .doing(Executors.newCachedThreadPool(MEANWHILE));
    this.kms = FirstPlaces.kms(environment);
    var headStart = new HeadStart(http, clock);
    String start = environment.get(INITIALIZATION_TYPE).orElse("");
    this.snapStart =
        start.equals("snap-start")
            ? Optional.of(
                SnapStart.register(
                    this, new Priming(variables, folder, clock, cryptography), headStart, clock))
            : Optional.empty();
    this.wired = start.equals("on-demand") ? wiredBeside(headStart) : wiring.wiredOnAws();
    if (boring.isEmpty()) {
      log.accept(JsonLog.warning(BoringSsl.MISSING));
    }
    wired.courier().warnings().forEach(sentence -> log.accept(JsonLog.warning(sentence)));
  }

  /**
   * A message waits already, and this is the time in which Lambda gives the most processor time:
   * connections are opened beside everything else.
   */
  private Wired wiredBeside(HeadStart headStart) {
    kms.ifPresent(headStart::open);
    Wired all = wiring.wiredOnAws();
    // With two channels it is anybody's guess who is asked first.
    if (all.firstProviders().size() == 1) {
      headStart.open(all.firstProviders().getFirst());
    }
    return all;
  }

  /** The hooks; empty without SnapStart. */
  Optional<SnapStart> snapStart() {
    return snapStart;
  }

  /** Where the first message will go, KMS first. */
  List<URI> places() {
    return Stream.concat(kms.stream(), wired.firstProviders().stream()).distinct().toList();
  }

  /** Fetches credentials and the keys that are kept in AWS, so far as they are missing. */
  void fetch(Deadline deadline) {
    wired.fetch(deadline);
  }

  /** Closes every connection, and starts anew with all that was fetched or learnt: with nothing. */
  void forget() {
    http.closeAll();
    wired = wiring.wiredOnAws();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var log = new JsonLog(context.getFunctionName(), context.getLogger()::log, clock);
    var remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    var invocation = new Invocation(context.getAwsRequestId(), remaining, log);
    if (wired.courier().deliver(input.readAllBytes(), invocation) instanceof Result.Failed failed) {
      throw new DeliveryFailedException(failed.reason());
    }
    output.write(ANSWER);
  }
}
