package io.github.cognitocourier.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitocourier.core.Courier;
import io.github.cognitocourier.core.Invocation;
import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.smtp.SmtpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

  private final Courier courier;
  private final InstantSource clock;

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
    this(variables, LambdaRuntime.getLogger()::log);
  }

  /** What the operator should know at start-up goes to {@code log}. */
  CourierFunction(Map<String, String> variables, Consumer<String> log) {
    this.clock = InstantSource.system();
    Path folder = Path.of(variables.getOrDefault("LAMBDA_TASK_ROOT", ""));
    Optional<Provider> boring = BoringSsl.load();
    var http =
        boring.map(tls -> new HttpExchange(clock, tls)).orElseGet(() -> new HttpExchange(clock));
    this.courier =
        new Wiring(Environment.of(variables), folder, new SmtpExchange(http, clock), clock)
            .with(boring.map(Cryptography::of).orElseGet(Cryptography::ofJdk))
            .onAws();
    if (boring.isEmpty()) {
      log.accept(JsonLog.warning(BoringSsl.MISSING));
    }
    courier.warnings().forEach(sentence -> log.accept(JsonLog.warning(sentence)));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var log = new JsonLog(context.getFunctionName(), context.getLogger()::log, clock);
    var remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    var invocation = new Invocation(context.getAwsRequestId(), remaining, log);
    if (courier.deliver(input.readAllBytes(), invocation) instanceof Result.Failed failed) {
      throw new DeliveryFailedException(failed.reason());
    }
    output.write(ANSWER);
  }
}
