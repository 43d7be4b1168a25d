package io.github.cognitocourier.cli.doctor;

import static io.github.cognitocourier.cli.doctor.Breakage.when;
import static io.github.cognitocourier.cli.doctor.MotoDeployment.REGION;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Permission, failure queue and role, broken. */
final class InvocationBreakages {

  private static final String ADD =
      "aws lambda add-permission --function-name"
          + " arn:aws:lambda:us-east-1:123456789012:function:{name}:live --statement-id cognito"
          + " --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn"
          + " {pool arn} --source-account 123456789012.";
  private static final String SET =
      "Set it: aws lambda put-function-event-invoke-config --function-name"
          + " arn:aws:lambda:us-east-1:123456789012:function:{name}:live"
          + " --maximum-event-age-in-seconds 3600 --maximum-retry-attempts 2 --destination-config"
          + " OnFailure={Destination=QUEUE_ARN}.";

  private InvocationBreakages() {}

  static Stream<Breakage> all() {
    return Stream.of(calls(), keys(), rights()).flatMap(it -> it);
  }

  private static Stream<Breakage> calls() {
    return Stream.of(
        when("the permission is missing")
            .changed(InvocationBreakages::forbid)
            .says("permission", "Cognito may not invoke it for this pool.", "Allow it: " + ADD),
        when("the permission is for any pool")
            .changed(it -> {
              forbid(it);
              it.permit("");
            })
            .says(
                "permission",
                "Cognito may invoke it for any pool, of any account.",
                "Remove that statement of the function's policy and add one for this pool: " + ADD),
        when("there is no failure queue")
            .changed(it ->
                it.clients
                    .lambda(REGION)
                    .deleteFunctionEventInvokeConfig(
                        call -> call.functionName(it.name).qualifier("live")))
            .says("failures", "A failed event is lost: there is no on-failure queue.", SET),
        when("events may be six hours old")
            .drafted(it -> it.maximumAge = 21_600)
            .says(
                "failures.age",
                "An event may be 21600 s old; its code lives for 3600 s.",
                "Set the maximum event age of the asynchronous invocation to 3600 s or less."),
        when("the failure queue was deleted")
            .changed(it -> it.clients.sqs(REGION).deleteQueue(call -> call.queueUrl(it.queueUrl)))
            .says(
                "queue",
                "The failure queue does not exist.",
                "Create the queue {name}-failures, encrypted, or name another as on-failure"
                    + " destination."),
        when("the failure queue is not encrypted")
            .drafted(it -> it.queueEncryption = "false")
            .says(
                "queue.encrypted",
                "The failure queue is not encrypted; its events hold addresses in clear.",
                "Switch server-side encryption on: SqsManagedSseEnabled=true."),
        when("a failed event waits")
            .changed(it ->
                it.clients
                    .sqs(REGION)
                    .sendMessage(call -> call.queueUrl(it.queueUrl).messageBody("{}")))
            .says(
                "queue.empty",
                "Failed events wait in the queue: 1.",
                "See why and send them again: ./courier redrive --dry-run, then without."));
  }

  /** What lies under a key of one's own needs rights on that key too. */
  private static Stream<Breakage> keys() {
    return Stream.of(
        when("the role may not use the queue's key")
            .changed(it ->
                it.clients
                    .sqs(REGION)
                    .setQueueAttributes(call ->
                        call.queueUrl(it.queueUrl)
                            .attributes(
                                Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, it.anotherKey()))))
            .says(
                "role.queue",
                "The role may not use the key of the failure queue.",
                "Allow the role kms:GenerateDataKey on {other key} with"
                    + " kms:EncryptionContext:aws:sqs:arn ="
                    + " arn:aws:sqs:us-east-1:123456789012:{name}-failures with kms:ViaService ="
                    + " sqs.us-east-1.amazonaws.com."),
        when("the role may not use the secret's key")
            .changed(it ->
                it.clients
                    .secrets(REGION)
                    .updateSecret(call -> call.secretId(it.secretArn).kmsKeyId(it.anotherKey())))
            .says(
                "role.secrets",
                "The role may not use the key of its secrets.",
                "Allow the role kms:Decrypt on {other key} with kms:EncryptionContext:SecretARN ="
                    + " {secret} with kms:ViaService = secretsmanager.us-east-1.amazonaws.com."),
        when("the role may not use the parameter's key")
            .changed(it ->
                it.clients
                    .ssm(REGION)
                    .putParameter(call ->
                        call.name("/" + it.name + "/twilio")
                            .type(ParameterType.SECURE_STRING)
                            .value(VendorAccounts.TWILIO_TOKEN)
                            .keyId(it.anotherKey())
                            .overwrite(true)))
            .says(
                "role.secrets",
                "The role may not use the key of its secrets.",
                "Allow the role kms:Decrypt on {other key} with kms:EncryptionContext:PARAMETER_ARN"
                    + " = arn:aws:ssm:us-east-1:123456789012:parameter/{name}/twilio with"
                    + " kms:ViaService = ssm.us-east-1.amazonaws.com."));
  }

  private static Stream<Breakage> rights() {
    return Stream.of(
        when("Lambda may not assume the role")
            .drafted(it -> it.trusted = "ec2.amazonaws.com")
            .says(
                "role",
                "Lambda may not assume the function's role.",
                "Let lambda.amazonaws.com sts:AssumeRole in the role's trust policy."),
        when("the role may not decrypt")
            .changed(it -> it.withoutRight("kms:Decrypt"))
            .says(
                "role.decrypt",
                "The role may not decrypt this pool's codes.",
                "Allow the role kms:Decrypt on {key} with kms:EncryptionContext:userpool-id ="
                    + " {pool}."),
        when("the role may decrypt for another pool")
            .changed(it -> it.rights("kms:Decrypt", it.keyArn, "us-east-1_Another00"))
            .says(
                "role.decrypt",
                "The role may not decrypt this pool's codes.",
                "Allow the role kms:Decrypt on {key} with kms:EncryptionContext:userpool-id ="
                    + " {pool}."),
        when("the role may not look users up")
            .changed(it -> it.withoutRight("cognito-idp:AdminGetUser"))
            .says(
                "role.users",
                "The role may not look users up, for takeover notifications.",
                "Allow the role cognito-idp:AdminGetUser on {pool arn}."),
        when("the role may not write to the queue")
            .changed(it -> it.withoutRight("sqs:SendMessage"))
            .says(
                "role.queue",
                "The role may not write to the failure queue.",
                "Allow the role sqs:SendMessage on"
                    + " arn:aws:sqs:us-east-1:123456789012:{name}-failures."),
        when("the role may not read its secret")
            .changed(it -> it.withoutRight("secretsmanager:GetSecretValue"))
            .says(
                "role.secrets",
                "The role may not read its secrets.",
                "Allow the role secretsmanager:GetSecretValue on {secret}."),
        when("the role may not send by SES")
            .changed(it ->
                it.variable("COURIER_EMAIL", "ses://default?tracking=off&endpoint=" + it.vendor))
            .says(
                "role.providers",
                "The role may not send mail by SES for example.com.",
                "Allow the role ses:SendEmail on"
                    + " arn:aws:ses:us-east-1:123456789012:identity/example.com."),
        when("the role may not send through the configuration set")
            .changed(it -> {
              String set = "ses://default?tracking=off&configuration-set=codes&endpoint=";
              it.variable("COURIER_EMAIL", set + it.vendor);
              it.rights("ses:SendEmail", "arn:aws:ses:*:*:identity/example.com", "");
            })
            .says(
                "role.providers",
                "The role may not send mail by SES through the configuration set codes.",
                "Allow the role ses:SendEmail on"
                    + " arn:aws:ses:us-east-1:123456789012:configuration-set/codes."));
  }

  private static void forbid(MotoDeployment it) {
    it.clients
        .lambda(REGION)
        .removePermission(call ->
            call.functionName(it.name)
                .qualifier("live")
                .statementId("cognito-" + it.poolArn.length()));
  }
}
