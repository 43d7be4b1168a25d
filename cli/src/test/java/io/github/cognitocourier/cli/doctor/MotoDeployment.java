package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Deployment.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomEmailSenderLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomSMSSenderLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * A healthy deployment in moto, made the way an operator would make it by hand. What a test wants
 * different is said in {@link Draft} before, or changed through {@link #clients} after.
 */
final class MotoDeployment {

  /** What may differ from the healthy one before it is made. */
  static final class Draft {

    final Map<String, String> variables = new HashMap<>();
    String runtime = "java25";
    String handler = "io.github.cognitocourier.lambda.CourierFunction";
    boolean image;
    int timeout = 15;
    String trusted = "lambda.amazonaws.com";
    String secret = "{\"key\":\"" + VendorAccounts.SENDGRID_KEY + "\"}";
    boolean grant = true;
    String keySpec = "SYMMETRIC_DEFAULT";
    String queueEncryption = "true";
    int maximumAge = 3600;
  }

  static final String REGION = "us-east-1";
  static final String ACCOUNT = "123456789012";
  private static final String IMAGE = ACCOUNT + ".dkr.ecr." + REGION + ".amazonaws.com/courier:1";
  private static final String POOL_IN_CONTEXT = "kms:EncryptionContext:userpool-id";

  final Clients clients;
  final String name;
  String keyArn;
  String otherKeyArn = "no other key";
  String roleName;
  String aliasArn;
  String queueUrl;
  String poolId;
  String poolArn;
  String secretArn;
  String vendor;

  private MotoDeployment(Clients clients, String name) {
    this.clients = clients;
    this.name = name;
  }

  /** Makes everything, in the order in which one thing needs another. */
  static MotoDeployment make(Clients clients, String name, String vendor, Draft draft) {
    var made = new MotoDeployment(clients, name);
    made.vendor = vendor;
    made.secrets(draft);
    made.key(draft);
    made.queue(draft);
    made.pool();
    made.role(draft);
    made.function(vendor, draft);
    made.invocation(draft);
    made.attach(draft);
    return made;
  }

  private void secrets(Draft draft) {
    secretArn =
        clients
            .secrets(REGION)
            .createSecret(call -> call.name(name).secretString(draft.secret))
            .arn();
    clients
        .ssm(REGION)
        .putParameter(call ->
            call.name("/" + name + "/twilio")
                .type(ParameterType.SECURE_STRING)
                .value(VendorAccounts.TWILIO_TOKEN));
  }

  private void key(Draft draft) {
    // moto, unlike KMS, knows no usage that was not given.
    keyArn =
        clients
            .kms(REGION)
            .createKey(call -> call.keySpec(draft.keySpec).keyUsage(KeyUsageType.ENCRYPT_DECRYPT))
            .keyMetadata()
            .arn();
    keyPolicy("arn:aws:iam::" + ACCOUNT + ":root");
  }

  void keyPolicy(String principal) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
         "Action":"kms:*","Resource":"*"}]}
        """
            .formatted(principal);
    clients
        .kms(REGION)
        .putKeyPolicy(call -> call.keyId(keyArn).policyName("default").policy(policy));
  }

  /** Another key, with its ARN; the account may use it, and so may nobody without rights. */
  String anotherKey() {
    otherKeyArn =
        clients
            .kms(REGION)
            .createKey(
                call -> call.keySpec("SYMMETRIC_DEFAULT").keyUsage(KeyUsageType.ENCRYPT_DECRYPT))
            .keyMetadata()
            .arn();
    return otherKeyArn;
  }

  /** Sets one variable and has the alias call a version with it. */
  void variable(String name, String value) {
    var lambda = clients.lambda(REGION);
    var variables =
        new HashMap<>(
            lambda
                .getFunctionConfiguration(call -> call.functionName(this.name))
                .environment()
                .variables());
    variables.put(name, value);
    lambda.updateFunctionConfiguration(
        call -> call.functionName(this.name).environment(it -> it.variables(variables)));
    String version = lambda.publishVersion(call -> call.functionName(this.name)).version();
    lambda.updateAlias(call -> call.functionName(this.name).name("live").functionVersion(version));
  }

  /** A parameter that the role may read. */
  void parameter(String path, String value) {
    clients
        .ssm(REGION)
        .putParameter(
            call -> call.name(path).type(ParameterType.SECURE_STRING).value(value).overwrite(true));
    rights("ssm:GetParameter", "*", "");
  }

  String roleArn() {
    return "arn:aws:iam::" + ACCOUNT + ":role/" + roleName;
  }

  private void queue(Draft draft) {
    queueUrl =
        clients
            .sqs(REGION)
            .createQueue(call ->
                call.queueName(name + "-failures")
                    .attributes(
                        Map.of(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, draft.queueEncryption)))
            .queueUrl();
  }

  private void pool() {
    var pool = cognito().createUserPool(call -> call.poolName(name)).userPool();
    poolId = pool.id();
    poolArn = pool.arn();
  }

  private CognitoIdentityProviderClient cognito() {
    return clients.cognito();
  }

  String keyId() {
    return keyArn.substring(keyArn.lastIndexOf('/') + 1);
  }

  String queueArn() {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name + "-failures";
  }

  String parameterArn() {
    return "arn:aws:ssm:" + REGION + ":" + ACCOUNT + ":parameter/" + name + "/twilio";
  }

  private void role(Draft draft) {
    roleName = name + "-role";
    String trust =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"%s"},
         "Action":"sts:AssumeRole"}}
        """
            .formatted(draft.trusted);
    clients.iam().createRole(call -> call.roleName(roleName).assumeRolePolicyDocument(trust));
    rights("kms:Decrypt", keyArn, poolId);
    rights("cognito-idp:AdminGetUser", poolArn, "");
    rights("sqs:SendMessage", queueArn(), "");
    rights("secretsmanager:GetSecretValue", secretArn, "");
    rights("ssm:GetParameter", parameterArn(), "");
  }

  /** An inline policy with the action's name. */
  void rights(String action, String resource, String poolInContext) {
    rights(action, resource, poolInContext.isEmpty() ? "" : POOL_IN_CONTEXT, poolInContext);
  }

  /** The same on one condition. */
  void rights(String action, String resource, String key, String value) {
    String condition =
        key.isEmpty()
            ? ""
            : ",\"Condition\":{\"StringEquals\":{\"" + key + "\":\"" + value + "\"}}";
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"%s}]}
        """
            .formatted(action, resource, condition);
    clients
        .iam()
        .putRolePolicy(call ->
            call.roleName(roleName).policyName(action.replace(':', '-')).policyDocument(policy));
  }

  void withoutRight(String action) {
    clients
        .iam()
        .deleteRolePolicy(call -> call.roleName(roleName).policyName(action.replace(':', '-')));
  }

  private void function(String vendor, Draft draft) {
    var lambda = clients.lambda(REGION);
    var variables = variables(vendor);
    draft.variables.forEach(variables::put);
    variables.values().removeIf(String::isEmpty);
    var made =
        lambda.createFunction(call -> {
          call.functionName(name)
              .timeout(draft.timeout)
              .memorySize(512)
              .role(roleArn())
              .environment(environment -> environment.variables(variables));
          if (draft.image) {
            call.packageType(PackageType.IMAGE).code(code -> code.imageUri(IMAGE));
          } else {
            call.runtime(draft.runtime).handler(draft.handler).code(code -> code.zipFile(zip()));
          }
        });
    String version = lambda.publishVersion(call -> call.functionName(name)).version();
    lambda.createAlias(call -> call.functionName(name).name("live").functionVersion(version));
    aliasArn = made.functionArn() + ":live";
    permit(poolArn);
  }

  void permit(String sourceArn) {
    clients
        .lambda(REGION)
        .addPermission(call -> {
          call.functionName(name)
              .qualifier("live")
              .statementId("cognito-" + sourceArn.length())
              .action("lambda:InvokeFunction")
              .principal("cognito-idp.amazonaws.com");
          if (!sourceArn.isEmpty()) {
            call.sourceArn(sourceArn).sourceAccount(ACCOUNT);
          }
        });
  }

  private Map<String, String> variables(String vendor) {
    var variables = new HashMap<String, String>();
    variables.put("KMS_KEY_ARN", keyArn);
    variables.put("COURIER_FROM", "Example <no-reply@example.com>");
    variables.put("COURIER_EMAIL", "sendgrid://default?endpoint=" + vendor);
    variables.put("SENDGRID_API_KEY", "secretsmanager:" + secretArn + "#key");
    variables.put("COURIER_SMS", "twilio://default?from=+14155550100&endpoint=" + vendor);
    variables.put("TWILIO_ACCOUNT_SID", VendorAccounts.TWILIO_SID);
    variables.put("TWILIO_AUTH_TOKEN", "ssm:/" + name + "/twilio");
    variables.put("COURIER_CONFIG", "courier.json");
    return variables;
  }

  private void invocation(Draft draft) {
    clients
        .lambda(REGION)
        .putFunctionEventInvokeConfig(call ->
            call.functionName(name)
                .qualifier("live")
                .maximumEventAgeInSeconds(draft.maximumAge)
                .maximumRetryAttempts(2)
                .destinationConfig(to -> to.onFailure(queue -> queue.destination(queueArn()))));
  }

  private void attach(Draft draft) {
    attach(aliasArn, keyArn);
    if (draft.grant) {
      // AWS's Cognito does this itself; moto's does not.
      clients
          .kms(REGION)
          .createGrant(call ->
              call.keyId(keyArn)
                  .granteePrincipal("cognito-idp.amazonaws.com")
                  .operations(GrantOperation.GENERATE_DATA_KEY)
                  .constraints(it -> it.encryptionContextSubset(Map.of("userpool-id", poolId))));
    }
  }

  /** Names function and key in the pool's LambdaConfig; an empty one is left out. */
  void attach(String function, String key) {
    var config = LambdaConfigType.builder();
    if (!function.isEmpty()) {
      config.customEmailSender(
          it -> it.lambdaArn(function).lambdaVersion(CustomEmailSenderLambdaVersionType.V1_0));
      config.customSMSSender(
          it -> it.lambdaArn(function).lambdaVersion(CustomSMSSenderLambdaVersionType.V1_0));
    }
    if (!key.isEmpty()) {
      config.kmsKeyID(key);
    }
    cognito().updateUserPool(call -> call.userPoolId(poolId).lambdaConfig(config.build()));
  }

  Question question(Optional<Path> config) {
    return new Question(poolId, Optional.empty(), config);
  }

  /** The names of this deployment in a text, as words in braces. */
  String anonymous(String text) {
    return List.of(
            Map.entry(keyArn, "{key}"),
            Map.entry(otherKeyArn, "{other key}"),
            Map.entry(secretArn, "{secret}"),
            Map.entry(keyId(), "{key id}"),
            Map.entry(poolArn, "{pool arn}"),
            Map.entry(poolId, "{pool}"),
            Map.entry(name, "{name}"))
        .stream()
        .reduce(
            text, (so, name) -> so.replace(name.getKey(), name.getValue()), (one, other) -> other);
  }

  private static SdkBytes zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("nothing"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }
}
