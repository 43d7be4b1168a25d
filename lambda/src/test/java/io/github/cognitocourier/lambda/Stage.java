package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.cognitocourier.core.Invocation;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.telemetry.DeliveryRecord;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.LocalKeys;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The function between the real servers that it talks to: AWS, SendGrid and Twilio. */
final class Stage implements AutoCloseable {

  static final String POOL = "us-east-1_AbCdEf123";
  static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/0f1e2d3c-0000-4000-8000-5e6f7a8b9c0d";
  static final String TWILIO_SID = "SM" + "0".repeat(32);

  private final LocalKeys keys = new LocalKeys(new SecureRandom()).create(KEY);
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  final LocalAws aws = new LocalAws(keys);
  final LoopbackServer sendGrid = new LoopbackServer(request -> accepted());
  final LoopbackServer twilio =
      new LoopbackServer(request ->
          LoopbackServer.Answer.json(
              201, "{\"sid\":\"" + TWILIO_SID + "\",\"status\":\"queued\",\"error_code\":null}"));

  Stage() {
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", Secrets.AWS_SECRET);
    variables.put("AWS_ENDPOINT_URL", aws.server().uri().toString());
    variables.put("KMS_KEY_ARN", KEY);
    variables.put("COURIER_FROM", "Example <no-reply@example.com>");
    variables.put("COURIER_EMAIL", "sendgrid://default?endpoint=" + sendGrid.uri());
    variables.put("SENDGRID_API_KEY", Sentinels.KEY);
    variables.put("COURIER_SMS", "twilio://default?from=+14155550100&endpoint=" + twilio.uri());
    variables.put("TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32));
    variables.put("TWILIO_AUTH_TOKEN", Secrets.AUTH_TOKEN);
  }

  static LoopbackServer.Answer accepted() {
    return new LoopbackServer.Answer(202, Map.of("X-Message-Id", "message-1"), "");
  }

  /** Another setting; an empty one counts as unset. */
  Stage with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  CourierFunction function() {
    return new CourierFunction(variables());
  }

  /** What it says at start-up goes to {@code lines}. */
  CourierFunction function(Consumer<String> lines) {
    return new CourierFunction(variables(), lines);
  }

  byte[] event(Source source, CognitoUser user) {
    return new CognitoEvents(new CodeEncryptor(keys, new SecureRandom()), KEY).event(source, user);
  }

  byte[] signUp() {
    return event(new Source(Channel.EMAIL, Known.SIGN_UP), Secrets.user(POOL));
  }

  LocalKeys keys() {
    return keys;
  }

  /** Runs the function once, as Lambda does; what it returns. */
  String run(CourierFunction function, byte[] event) {
    var output = new ByteArrayOutputStream();
    Context context = new LocalContext("request-1", 15_000, log::add);
    try {
      function.handleRequest(new ByteArrayInputStream(event), output, context);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
    return output.toString(UTF_8);
  }

  String run(byte[] event) {
    return run(function(), event);
  }

  /** What the courier inside the function tells of this event. */
  String result(byte[] event) {
    InstantSource clock = InstantSource.system();
    var wiring = new Wiring(Environment.of(variables), Path.of(""), new HttpExchange(clock), clock);
    var records = new ArrayList<DeliveryRecord>();
    Result result =
        wiring
            .onAws()
            .deliver(event, new Invocation("request-1", Duration.ofSeconds(15), records::add));
    return result + " " + records;
  }

  /** The lines logged so far. */
  List<String> log() {
    return List.copyOf(log);
  }

  /** The only line logged so far. */
  Json line() {
    if (log.size() != 1) {
      throw new AssertionError(log.size() + " lines were logged");
    }
    return Json.parse(log.getFirst());
  }

  @Override
  public void close() {
    aws.close();
    sendGrid.close();
    twilio.close();
  }
}
