package io.github.cognitocourier.lambda;

import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.telemetry.DeliveryRecord;
import io.github.cognitocourier.core.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One line of JSON per notification, which is its metrics as well: CloudWatch reads the {@code
 * _aws} member of a log line (namespace {@code CognitoCourier}; {@code Delivered}, {@code
 * Undeliverable}, {@code Failed}, {@code Failovers}, {@code Misconfigured}, {@code CircuitsOpened}
 * as counts, {@code Duration} in milliseconds; dimension {@code FunctionName}, so that two senders
 * of one account are told apart).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
public final class JsonLog implements Telemetry {

  private static final String FUNCTION_NAME = "FunctionName";
  private static final int FRAMES = 200;
  private static final List<Map<String, Object>> METRICS =
      List.of(
          metric("Delivered", "Count"),
          metric("Undeliverable", "Count"),
          metric("Failed", "Count"),
          metric("Failovers", "Count"),
          metric("Misconfigured", "Count"),
          metric("CircuitsOpened", "Count"),
          metric("Duration", "Milliseconds"));

  private final String functionName;
  private final Consumer<String> lines;
  private final InstantSource clock;

  /** Writes each line to {@code lines}, without a line break at its end. */
  public JsonLog(String functionName, Consumer<String> lines, InstantSource clock) {
    this.functionName = functionName;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public void record(DeliveryRecord delivery) {
    var line = new LinkedHashMap<String, Object>();
    line.put("level", level(delivery.result()));
    line.put("event", "notification");
    line.put("requestId", delivery.requestId());
    line.put("triggerSource", delivery.triggerSource());
    line.put("userPoolId", delivery.userPoolId());
    delivery.clientId().ifPresent(clientId -> line.put("clientId", clientId));
    delivery.sub().ifPresent(sub -> line.put("sub", sub));
    delivery.recipient().ifPresent(recipient -> line.put("recipient", recipient));
    delivery.notificationId().ifPresent(id -> line.put("notificationId", id));
    delivery.template().ifPresent(template -> line.put("template", template));
    putResult(line, delivery.result());
    line.put("attempts", attempts(delivery.result()));
    if (!delivery.opened().isEmpty()) {
      line.put("opened", delivery.opened());
    }
    line.put("durationMillis", delivery.duration().toMillis());
    putMetrics(line, delivery);
    lines.accept(Json.write(line));
  }

  /** The line of something that the operator should know at start-up. */
  static String warning(String sentence) {
    var line = new LinkedHashMap<String, Object>();
    line.put("level", "WARN");
    line.put("advice", sentence);
    return Json.write(line);
  }

  /** The line of what nobody expected. */
  static String thrown(Throwable thrown) {
    var line = new LinkedHashMap<String, Object>();
    line.put("level", "ERROR");
    line.put("event", "exception");
    line.putAll(error(thrown));
    return Json.write(line);
  }

  /**
   * The error as Lambda's Runtime API takes it, its causes in the stack. Messages are those of our
   * own errors: others may quote what they could not read.
   */
  static Map<String, Object> error(Throwable thrown) {
    var error = new LinkedHashMap<String, Object>();
    error.put("errorMessage", isOurs(thrown) ? String.valueOf(thrown.getMessage()) : "");
    error.put("errorType", thrown.getClass().getName());
    var stack = new ArrayList<String>();
    add(thrown, stack);
    Throwable cause = thrown.getCause();
    for (; cause != null && stack.size() < FRAMES; cause = cause.getCause()) {
      stack.add("caused by " + cause.getClass().getName());
      add(cause, stack);
    }
    error.put("stackTrace", stack);
    return error;
  }

  private static void add(Throwable thrown, List<String> stack) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      stack.add(frame.toString());
    }
  }

  private static boolean isOurs(Throwable thrown) {
    return thrown instanceof InvalidSettings || thrown instanceof DeliveryFailedException;
  }

  /** What was not delivered at the first attempt is for somebody to look at, though it arrived. */
  private static String level(Result result) {
    return switch (result) {
      case Result.Delivered delivered -> delivered.attempts().size() > 1 ? "WARN" : "INFO";
      case Result.Undeliverable undeliverable -> "WARN";
      case Result.Failed failed -> "ERROR";
    };
  }

  private static void putResult(Map<String, Object> line, Result result) {
    switch (result) {
      case Result.Delivered delivered -> {
        line.put("result", "delivered");
        line.put("provider", delivered.accepted().provider());
        line.put("messageId", delivered.accepted().messageId());
      }
      case Result.Undeliverable undeliverable -> {
        line.put("result", "undeliverable");
        line.put("reason", undeliverable.reason());
      }
      case Result.Failed failed -> {
        line.put("result", "failed");
        line.put("reason", failed.reason().word());
        line.put("advice", failed.reason().advice());
      }
    }
  }

  private static List<Map<String, Object>> attempts(Result result) {
    var attempts = new ArrayList<Map<String, Object>>();
    for (Outcome outcome : result.attempts()) {
      attempts.add(attempt(outcome));
    }
    return attempts;
  }

  private static Map<String, Object> attempt(Outcome outcome) {
    var attempt = new LinkedHashMap<String, Object>();
    attempt.put("provider", outcome.provider());
    attempt.put("outcome", outcome.word());
    attempt.put("reason", Delivery.reason(outcome));
    return attempt;
  }

  private void putMetrics(Map<String, Object> line, DeliveryRecord delivery) {
    Result result = delivery.result();
    line.put(FUNCTION_NAME, functionName);
    line.put("Delivered", result instanceof Result.Delivered ? 1 : 0);
    line.put("Undeliverable", result instanceof Result.Undeliverable ? 1 : 0);
    line.put("Failed", result instanceof Result.Failed ? 1 : 0);
    line.put("Failovers", delivery.failovers());
    line.put("Misconfigured", misconfigured(result));
    line.put("CircuitsOpened", delivery.opened().size());
    line.put("Duration", delivery.duration().toMillis());
    line.put("_aws", metadata());
  }

  /** In one order, so that lines can be compared. */
  private Map<String, Object> metadata() {
    var directive = new LinkedHashMap<String, Object>();
    directive.put("Namespace", "CognitoCourier");
    directive.put("Dimensions", List.of(List.of(FUNCTION_NAME)));
    directive.put("Metrics", METRICS);
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("Timestamp", clock.millis());
    metadata.put("CloudWatchMetrics", List.of(directive));
    return metadata;
  }

  /** A provider, or our own driver, that somebody has to mend, wherever the message went. */
  private static long misconfigured(Result result) {
    long count = 0;
    for (Outcome outcome : result.attempts()) {
      count += mustBeMended(outcome) ? 1 : 0;
    }
    return count;
  }

  private static boolean mustBeMended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Misconfigured misconfigured -> true;
      case Outcome.Unknown unknown -> unknown.isBug();
      case Outcome.Accepted accepted -> false;
      case Outcome.Rejected rejected -> false;
      case Outcome.Unavailable unavailable -> false;
    };
  }

  private static Map<String, Object> metric(String name, String unit) {
    var metric = new LinkedHashMap<String, Object>();
    metric.put("Name", name);
    metric.put("Unit", unit);
    return metric;
  }
}
