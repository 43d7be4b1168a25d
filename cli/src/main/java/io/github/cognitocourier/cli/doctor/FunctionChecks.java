package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ImageConfig;
import software.amazon.awssdk.services.lambda.model.ImageConfigResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * The function that the pool calls, by the alias that the pool names.
 *
 * <p>moto answers less than Lambda: SnapStart is always off, the state always Active, and there is
 * no log format. What is judged of those is a function of Lambda's answer alone.
 */
final class FunctionChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("function", FunctionChecks::function, "pool.sender"),
          Check.of("function.alias", FunctionChecks::alias, "function"),
          Check.of("function.state", it -> state(it.function()), "function.alias"),
          Check.of("function.runtime", it -> runtime(it.function()), "function.alias"),
          Check.of("function.handler", it -> handler(it.function()), "function.alias"),
          Check.of("function.timeout", it -> timeout(it.function()), "function.alias"),
          Check.of("function.routing", RoutingChecks::routing, "function.alias"),
          Check.of("function.reserved", RoutingChecks::concurrency, "function"),
          Check.of("function.snapstart", it -> snapStart(it.function()), "function.state"),
          Check.of("function.logs", it -> logs(it.function()), "function.alias"),
          Check.of("function.variables", it -> environment(it.function()), "function.alias"));

  private static final String HANDLER = "io.github.cognitocourier.lambda.CourierFunction";
  private static final Pattern JAVA = Pattern.compile("java([0-9]+)(?:\\..*)?");
  private static final int COMPILED_FOR = 25;
  private static final int SHORTEST_TIMEOUT = 5;

  private FunctionChecks() {}

  private static Verdict function(Deployment deployment) {
    try {
      var answer =
          deployment
              .lambda()
              .getFunctionConfiguration(call -> call.functionName(deployment.functionName()));
      return new Good("The function " + answer.functionName() + " is there.");
    } catch (ResourceNotFoundException missing) {
      return new Bad(
          "The function that the pool calls does not exist.",
          "Deploy it under this name, or attach another with ./courier attach.");
    }
  }

  private static Verdict alias(Deployment deployment) {
    Optional<String> qualifier = deployment.qualifier();
    if (qualifier.isEmpty()) {
      return new Good("The pool calls $LATEST; an alias would allow SnapStart and a way back.");
    }
    try {
      String version = deployment.function().version();
      return new Good("The pool calls " + qualifier.get() + ", which is version " + version + ".");
    } catch (ResourceNotFoundException missing) {
      return new Bad(
          "The function has no alias or version " + qualifier.get() + ".",
          "Publish a version and create the alias: aws lambda create-alias --function-name "
              + deployment.functionName()
              + " --name "
              + qualifier.get()
              + " --function-version VERSION.");
    }
  }

  static Verdict state(GetFunctionConfigurationResponse function) {
    if (function.state() == State.FAILED
        || function.lastUpdateStatus() == LastUpdateStatus.FAILED) {
      String why =
          Optional.ofNullable(function.stateReasonCodeAsString())
              .or(() -> Optional.ofNullable(function.lastUpdateStatusReasonCodeAsString()))
              .orElse("no reason given");
      return new Bad(
          "The function could not be made ready (" + why + ").",
          "Mend what the reason names and deploy again; an initialization error is in the log.");
    }
    if (function.state() == State.PENDING
        || function.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS) {
      return new Unchecked("The function is being made ready; run doctor again in a minute.");
    }
    return function.state() == State.INACTIVE
        ? new Good("The function is inactive; the next call wakes it up, more slowly.")
        : new Good("The function is active.");
  }

  static Verdict runtime(GetFunctionConfigurationResponse function) {
    if (function.packageType() == PackageType.IMAGE) {
      return new Unchecked("The function is a container image, which brings its own Java.");
    }
    String runtime = Optional.ofNullable(function.runtimeAsString()).orElse("none");
    var java = JAVA.matcher(runtime);
    return java.matches() && Integer.parseInt(java.group(1)) >= COMPILED_FOR
        ? new Good("The runtime is " + runtime + ".")
        : new Bad(
            "The runtime is " + runtime + "; the zip is made for java25.",
            "Set the function's runtime to java25 and publish a new version.");
  }

  static Verdict handler(GetFunctionConfigurationResponse function) {
    if (function.packageType() == PackageType.IMAGE) {
      return entryPoint(entryPointOverTheImages(function));
    }
    String handler = Optional.ofNullable(function.handler()).orElse("");
    return handler.equals(HANDLER) || handler.equals(HANDLER + "::handleRequest")
        ? new Good("The handler is Cognito Courier's.")
        : new Bad(
            "The handler is another one.",
            "Set the handler to " + HANDLER + " and publish a new version.");
  }

  /** A command in place of the image's, which has none, starts nothing else. */
  private static Verdict entryPoint(List<String> words) {
    if (words.isEmpty()) {
      return new Unchecked("The function is a container image, which starts by its own words.");
    }
    return words.stream().anyMatch(word -> word.endsWith("java.args"))
        ? new Good("The entry point in place of the image's starts Cognito Courier.")
        : new Bad(
            "The function has an entry point in place of its image's, which starts something else.",
            "Remove the entry point from the function's image configuration and publish a new"
                + " version.");
  }

  /** What the function says in place of its image's ENTRYPOINT; Lambda tells of nothing else. */
  private static List<String> entryPointOverTheImages(GetFunctionConfigurationResponse function) {
    return Optional.ofNullable(function.imageConfigResponse())
        .map(ImageConfigResponse::imageConfig)
        .map(ImageConfig::entryPoint)
        .orElse(List.of());
  }

  static Verdict timeout(GetFunctionConfigurationResponse function) {
    int seconds = function.timeout();
    return seconds >= SHORTEST_TIMEOUT
        ? new Good("The timeout is " + seconds + " s.")
        : new Bad(
            "The timeout is " + seconds + " s; one delivery may take 4 s and a cold start more.",
            "Set the function's timeout to 15 s and publish a new version.");
  }

  static Verdict snapStart(GetFunctionConfigurationResponse function) {
    var snapStart = function.snapStart();
    if (snapStart == null || snapStart.applyOn() != SnapStartApplyOn.PUBLISHED_VERSIONS) {
      return new Good("SnapStart is off.");
    }
    if (function.version().equals("$LATEST")) {
      return new Bad(
          "SnapStart is on, but the pool calls $LATEST, which never has a snapshot.",
          "Publish a version, point an alias to it, and attach the pool to the alias.");
    }
    return snapStart.optimizationStatus() == SnapStartOptimizationStatus.ON
        ? new Good("SnapStart is on, and the version has its snapshot.")
        : new Bad(
            "SnapStart is on, but this version has no snapshot.",
            "Publish a version after SnapStart was switched on, and move the alias to it.");
  }

  static Verdict logs(GetFunctionConfigurationResponse function) {
    var logging = function.loggingConfig();
    boolean json = logging != null && logging.logFormat() == LogFormat.JSON;
    return json
        ? new Bad(
            "Lambda's log format is JSON, which hides the metrics in our lines.",
            "Set the function's log format to Text and publish a new version.")
        : new Good("The log format is text.");
  }

  /** Lambda leaves the variables out when the caller may not use the key they lie under. */
  static Verdict environment(GetFunctionConfigurationResponse function) {
    var environment = function.environment();
    return environment != null && environment.error() != null
        ? new Unchecked(
            "Your own credentials may not decrypt the environment variables ("
                + environment.error().errorCode()
                + ").")
        : new Good("The environment variables can be read.");
  }
}
