package io.github.cognitocourier.cli.doctor;

import static io.github.cognitocourier.cli.doctor.MotoDeployment.REGION;

import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomEmailSenderLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomSMSSenderLambdaVersionType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A deployment that works, or may work, by another way than the healthy one. */
record Nuance(String name, Consumer<MotoDeployment> change, String id, Verdict verdict) {

  /** Those of one list concern different checks, so that one deployment can have them all. */
  static Stream<List<Nuance>> all() {
    return Stream.of(
        Stream.concat(ways(), byPolicyOrCondition()).toList(),
        byTheKeysPolicy().toList(),
        throughAws().toList(),
        byANumber().toList());
  }

  private static Stream<Nuance> ways() {
    return Stream.of(
        new Nuance(
            "the SMS go to another function",
            Nuance::splitSenders,
            "pool.one-function",
            new Unchecked(
                "CustomSMSSender is another function, which is not examined: run again with"
                    + " --channel sms.")),
        new Nuance(
            "the alias sends some calls elsewhere",
            it ->
                it.clients
                    .lambda(REGION)
                    .updateAlias(call ->
                        call.functionName(it.name)
                            .name("live")
                            .routingConfig(to -> to.additionalVersionWeights(Map.of("7", 0.1)))),
            "function.routing",
            new Unchecked("The alias sends some calls to version 7, which is not examined.")),
        new Nuance(
            "the parameter is a list of strings, which the function takes",
            it -> {
              String path = "/" + it.name + "/twilio";
              it.clients.ssm(REGION).deleteParameter(call -> call.name(path));
              it.clients
                  .ssm(REGION)
                  .putParameter(call ->
                      call.name(path)
                          .type(ParameterType.STRING_LIST)
                          .value(VendorAccounts.TWILIO_TOKEN));
            },
            "secrets",
            new Good("Every secret is there, and none is empty.")));
  }

  private static Stream<Nuance> byPolicyOrCondition() {
    return Stream.of(
        new Nuance(
            "the role's right depends on a tag",
            it -> it.rights("kms:Decrypt", it.keyArn, "aws:PrincipalTag/team", "courier"),
            "role.decrypt",
            new Unchecked(
                "The role's right to decrypt this pool's codes depends on aws:PrincipalTag/team,"
                    + " unknown from here.")),
        new Nuance(
            "the queue's policy names the role",
            it -> {
              it.withoutRight("sqs:SendMessage");
              String policy = allowance(it.roleArn(), "sqs:SendMessage", "");
              it.clients
                  .sqs(REGION)
                  .setQueueAttributes(call ->
                      call.queueUrl(it.queueUrl)
                          .attributes(Map.of(QueueAttributeName.POLICY, policy)));
            },
            "role.queue",
            new Good("The role may write to the failure queue, by the resource's own policy.")),
        new Nuance(
            "the secret's policy names the role, on a condition",
            it -> {
              it.withoutRight("secretsmanager:GetSecretValue");
              String condition = ",\"Condition\":{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}";
              String policy = allowance(it.roleArn(), "secretsmanager:GetSecretValue", condition);
              it.clients
                  .secrets(REGION)
                  .putResourcePolicy(call -> call.secretId(it.secretArn).resourcePolicy(policy));
            },
            "role.secrets",
            new Unchecked(
                "The role's right to read its secrets depends on a condition in the resource's own"
                    + " policy.")));
  }

  private static Stream<Nuance> byTheKeysPolicy() {
    return Stream.of(
        new Nuance(
            "the key's policy names the role",
            it -> {
              it.withoutRight("kms:Decrypt");
              it.keyPolicy(it.roleArn());
            },
            "role.decrypt",
            new Good("The role may decrypt this pool's codes, by the resource's own policy.")),
        new Nuance(
            "the role may use the queue's own key",
            it -> {
              String key = it.anotherKey();
              it.rights("kms:*", key, "kms:ViaService", "sqs.us-east-1.amazonaws.com");
              it.clients
                  .sqs(REGION)
                  .setQueueAttributes(call ->
                      call.queueUrl(it.queueUrl)
                          .attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key)));
            },
            "role.queue",
            new Good("The role may write to the failure queue.")));
  }

  private static Stream<Nuance> throughAws() {
    return Stream.of(
        new Nuance(
            "AWS itself sends",
            it -> {
              it.variable("COURIER_EMAIL", "ses://default?endpoint=" + it.vendor);
              it.variable("COURIER_SMS", "failover(sns://default aws-sms://default?from=pool-1)");
              it.rights("ses:SendEmail", "arn:aws:ses:*:*:identity/example.com", "");
              it.rights("sns:Publish", "*", "");
              it.rights("sms-voice:SendTextMessage", "arn:aws:sms-voice:*:*:pool/pool-1", "");
            },
            "role.providers",
            new Good("The role may send through AWS's own providers.")),
        new Nuance(
            "the function warns of its provider when it starts",
            _ -> {},
            "settings",
            new Good(
                "The environment is complete and valid. ses: SES may track opens and clicks; send"
                    + " through a configuration set without open and click events (option"
                    + " configuration-set) and set option tracking=off, or let every mail switch"
                    + " tracking off by option tracking=override, for which the function's role"
                    + " needs ses:ApplyTrackingConfigurationOverrides.")),
        new Nuance(
            "the function has its document in the variable",
            it -> it.variable("COURIER_CONFIG", "{}"),
            "settings.document",
            new Unchecked(
                "The function has its document in COURIER_CONFIG; --config is not read.")));
  }

  private static Stream<Nuance> byANumber() {
    return Stream.of(
        new Nuance(
            "End User Messaging sends from a number",
            it -> it.variable("COURIER_SMS", "aws-sms://default?from=+14155550100"),
            "role.providers",
            new Unchecked(
                "The ARN of End User Messaging's sender is not known here: see that the role may"
                    + " sms-voice:SendTextMessage on it.")));
  }

  private static void splitSenders(MotoDeployment it) {
    it.clients
        .cognito()
        .updateUserPool(call ->
            call.userPoolId(it.poolId)
                .lambdaConfig(config ->
                    config
                        .kmsKeyID(it.keyArn)
                        .customEmailSender(sender ->
                            sender
                                .lambdaArn(it.aliasArn)
                                .lambdaVersion(CustomEmailSenderLambdaVersionType.V1_0))
                        .customSMSSender(sender ->
                            sender
                                .lambdaArn(it.aliasArn.replace(it.name, "another"))
                                .lambdaVersion(CustomSMSSenderLambdaVersionType.V1_0))));
  }

  private static String allowance(String role, String action, String condition) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
     "Action":"%s","Resource":"*"%s}]}
    """
        .formatted(role, action, condition);
  }
}
