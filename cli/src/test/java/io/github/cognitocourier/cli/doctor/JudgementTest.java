package io.github.cognitocourier.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/** What Lambda and KMS answer and moto never does. */
class JudgementTest {

  private static GetFunctionConfigurationResponse function(
      Consumer<GetFunctionConfigurationResponse.Builder> answer) {
    return GetFunctionConfigurationResponse.builder().version("3").applyMutation(answer).build();
  }

  @Test
  void a_function_that_failed_to_start_is_broken() {
    var failed =
        function(it -> it.state(State.FAILED).stateReasonCode(StateReasonCode.INVALID_RUNTIME));
    assertThat(FunctionChecks.state(failed))
        .isEqualTo(
            new Bad(
                "The function could not be made ready (InvalidRuntime).",
                "Mend what the reason names and deploy again; an initialization error is in the"
                    + " log."));
  }

  @Test
  void a_failed_update_is_broken_although_the_function_is_active() {
    var failed = function(it -> it.state(State.ACTIVE).lastUpdateStatus(LastUpdateStatus.FAILED));
    assertThat(FunctionChecks.state(failed)).isInstanceOf(Bad.class);
  }

  @Test
  void a_function_on_its_way_is_unknown_and_an_inactive_one_is_good() {
    assertThat(FunctionChecks.state(function(it -> it.state(State.PENDING))))
        .isInstanceOf(Unchecked.class);
    assertThat(FunctionChecks.state(function(it -> it.state(State.INACTIVE))))
        .isInstanceOf(Good.class);
  }

  @Test
  void snap_start_needs_a_snapshot_of_the_version_that_is_called() {
    assertThat(snapStart("3", SnapStartOptimizationStatus.ON)).isInstanceOf(Good.class);
    assertThat(snapStart("3", SnapStartOptimizationStatus.OFF))
        .isEqualTo(
            new Bad(
                "SnapStart is on, but this version has no snapshot.",
                "Publish a version after SnapStart was switched on, and move the alias to it."));
    assertThat(snapStart("$LATEST", SnapStartOptimizationStatus.OFF))
        .isEqualTo(
            new Bad(
                "SnapStart is on, but the pool calls $LATEST, which never has a snapshot.",
                "Publish a version, point an alias to it, and attach the pool to the alias."));
  }

  private static Verdict snapStart(String version, SnapStartOptimizationStatus status) {
    return FunctionChecks.snapStart(
        function(it ->
            it.version(version)
                .snapStart(snap ->
                    snap.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS).optimizationStatus(status))));
  }

  @Test
  void json_logs_hide_the_metrics() {
    var json = function(it -> it.loggingConfig(logging -> logging.logFormat(LogFormat.JSON)));
    var text = function(it -> it.loggingConfig(logging -> logging.logFormat(LogFormat.TEXT)));
    assertThat(FunctionChecks.logs(json))
        .isEqualTo(
            new Bad(
                "Lambda's log format is JSON, which hides the metrics in our lines.",
                "Set the function's log format to Text and publish a new version."));
    assertThat(FunctionChecks.logs(text)).isInstanceOf(Good.class);
  }

  @Test
  void a_later_java_is_as_good_and_a_container_brings_its_own() {
    assertThat(FunctionChecks.runtime(function(it -> it.runtime("java29"))))
        .isInstanceOf(Good.class);
    assertThat(FunctionChecks.runtime(function(it -> it.packageType("Image"))))
        .isInstanceOf(Unchecked.class);
    assertThat(FunctionChecks.runtime(function(it -> it.runtime("nodejs22.x"))))
        .isInstanceOf(Bad.class);
  }

  @Test
  void a_container_starts_by_its_own_words_unless_the_function_has_others() {
    assertThat(FunctionChecks.handler(function(it -> it.packageType("Image"))))
        .isEqualTo(
            new Unchecked("The function is a container image, which starts by its own words."));
    assertThat(FunctionChecks.handler(entryPoint("/var/lang/bin/java", "@/var/task/java.args")))
        .isInstanceOf(Good.class);
    assertThat(FunctionChecks.handler(entryPoint("/lambda-entrypoint.sh"))).isInstanceOf(Bad.class);
  }

  private static GetFunctionConfigurationResponse entryPoint(String... words) {
    return function(it ->
        it.packageType("Image")
            .imageConfigResponse(
                response -> response.imageConfig(image -> image.entryPoint(words))));
  }

  @Test
  void a_key_in_an_unusual_state_is_named() {
    var key = KeyMetadata.builder().keyState("Unavailable").build();
    assertThat(KeyChecks.state(key))
        .isEqualTo(
            new Bad("The key's state is Unavailable.", "Bring the key into the state Enabled."));
  }

  @Test
  void variables_that_the_operator_may_not_decrypt_are_unknown() {
    var hidden =
        function(it ->
            it.environment(
                variables -> variables.error(error -> error.errorCode("AccessDeniedException"))));
    assertThat(FunctionChecks.environment(hidden))
        .isEqualTo(
            new Unchecked(
                "Your own credentials may not decrypt the environment variables"
                    + " (AccessDeniedException)."));
    assertThat(FunctionChecks.environment(function(_ -> {}))).isInstanceOf(Good.class);
  }

  @Test
  void a_dead_letter_queue_is_no_destination_but_no_loss_either() {
    var letters =
        function(it -> it.deadLetterConfig(to -> to.targetArn("arn:aws:sqs:us-east-1:1:letters")));
    assertThat(InvocationChecks.withoutDestination(letters, "")).isInstanceOf(Unchecked.class);
    assertThat(InvocationChecks.withoutDestination(function(_ -> {}), "")).isInstanceOf(Bad.class);
  }

  @Test
  void a_version_that_is_being_made_has_no_snapshot_yet_and_is_not_asked_for_one() {
    assertThat(Doctor.CHECKS)
        .filteredOn(check -> check.id().equals("function.snapstart"))
        .singleElement()
        .satisfies(check -> assertThat(check.needs()).containsExactly("function.state"));
  }
}
