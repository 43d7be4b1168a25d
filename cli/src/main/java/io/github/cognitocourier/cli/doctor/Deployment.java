package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.core.trigger.Channel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * One user pool and what hangs on it, read when it is first asked for and never changed. What a
 * check reads here is there once the checks that it needs are good. For one thread.
 */
final class Deployment {

  /** One custom sender of the pool's. */
  record Sender(String arn, String version) {}

  /** What the operator asked for; {@code config} is his own copy of courier.json. */
  record Question(String poolId, Optional<Channel> channel, Optional<Path> config) {}

  private final Question question;
  private final Clients clients;
  private final Supplier<UserPoolType> pool;
  private final Supplier<KeyMetadata> key;
  private final Supplier<GetFunctionConfigurationResponse> function;
  private final Supplier<GetFunctionEventInvokeConfigResponse> invocation;
  private final Supplier<Map<QueueAttributeName, String>> queue;
  private final Supplier<List<Reference.Resolved>> secrets;
  private final Supplier<FunctionSettings.Start> start;

  Deployment(Question question, Clients clients) {
    this.question = question;
    this.clients = clients;
    pool = new Once<>(this::readPool);
    key = new Once<>(() -> kms().describeKey(call -> call.keyId(keyArn().text())).keyMetadata());
    function = new Once<>(this::readFunction);
    invocation = new Once<>(this::readInvocation);
    queue = new Once<>(this::readQueue);
    secrets =
        new Once<>(() ->
            SecretStore.resolve(
                variables(), FunctionSettings.credentials(this), functionArn(), clients));
    start = new Once<>(() -> FunctionSettings.start(this));
  }

  private UserPoolType readPool() {
    return clients
        .cognito()
        .describeUserPool(call -> call.userPoolId(question.poolId()))
        .userPool();
  }

  private GetFunctionConfigurationResponse readFunction() {
    return lambda()
        .getFunctionConfiguration(call -> {
          call.functionName(functionName());
          qualifier().ifPresent(call::qualifier);
        });
  }

  private GetFunctionEventInvokeConfigResponse readInvocation() {
    return lambda()
        .getFunctionEventInvokeConfig(call -> {
          call.functionName(functionName());
          qualifier().ifPresent(call::qualifier);
        });
  }

  private Map<QueueAttributeName, String> readQueue() {
    Arn queue = queueArn();
    String url =
        sqs()
            .getQueueUrl(
                call -> call.queueName(queue.resource()).queueOwnerAWSAccountId(queue.account()))
            .queueUrl();
    return sqs()
        .getQueueAttributes(call -> call.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  Question question() {
    return question;
  }

  Clients clients() {
    return clients;
  }

  IamClient iam() {
    return clients.iam();
  }

  KmsClient kms() {
    return clients.kms(keyArn().region());
  }

  LambdaClient lambda() {
    return clients.lambda(functionArn().region());
  }

  SqsClient sqs() {
    return clients.sqs(queueArn().region());
  }

  UserPoolType pool() {
    return pool.get();
  }

  Arn poolArn() {
    return Arn.of(pool().arn());
  }

  /** The custom senders that the pool names, by channel. */
  Map<Channel, Sender> senders() {
    var senders = new EnumMap<Channel, Sender>(Channel.class);
    triggers()
        .map(LambdaConfigType::customEmailSender)
        .ifPresent(it ->
            senders.put(Channel.EMAIL, new Sender(it.lambdaArn(), it.lambdaVersionAsString())));
    triggers()
        .map(LambdaConfigType::customSMSSender)
        .ifPresent(
            it -> senders.put(Channel.SMS, new Sender(it.lambdaArn(), it.lambdaVersionAsString())));
    return senders;
  }

  /** The sender that is examined: that of the channel asked for, else the e-mails'. */
  Optional<Sender> sender() {
    Map<Channel, Sender> senders = senders();
    return question
        .channel()
        .map(channel -> Optional.ofNullable(senders.get(channel)))
        .orElseGet(() -> senders.values().stream().findFirst());
  }

  /** {@code LambdaConfig.KMSKeyID}; empty when the pool names none. */
  Optional<String> keyId() {
    return triggers().map(LambdaConfigType::kmsKeyID).filter(id -> !id.isEmpty());
  }

  private Optional<LambdaConfigType> triggers() {
    return Optional.ofNullable(pool().lambdaConfig());
  }

  Arn keyArn() {
    return Arn.of(keyId().orElseThrow());
  }

  KeyMetadata key() {
    return key.get();
  }

  Arn functionArn() {
    return Arn.of(sender().orElseThrow().arn());
  }

  /** From {@code function:NAME:QUALIFIER}. */
  String functionName() {
    return functionArn().part(1).orElseThrow();
  }

  /** The alias or version that the pool calls; empty for $LATEST. */
  Optional<String> qualifier() {
    return functionArn().part(2).filter(name -> !name.equals("$LATEST"));
  }

  GetFunctionConfigurationResponse function() {
    return function.get();
  }

  /** The function's environment variables; empty when it has none. */
  Map<String, String> variables() {
    return function().environment() == null ? Map.of() : function().environment().variables();
  }

  Arn roleArn() {
    return Arn.of(function().role());
  }

  /** From {@code role/PATH/NAME}. */
  String roleName() {
    String resource = roleArn().resource();
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  GetFunctionEventInvokeConfigResponse invocation() {
    return invocation.get();
  }

  /** Where Lambda puts an event that failed for good; empty for nowhere. */
  Optional<String> destination() {
    return Optional.ofNullable(invocation().destinationConfig())
        .flatMap(config -> Optional.ofNullable(config.onFailure()))
        .flatMap(failure -> Optional.ofNullable(failure.destination()))
        .filter(arn -> !arn.isEmpty());
  }

  Arn queueArn() {
    return Arn.of(destination().orElseThrow());
  }

  /** The attributes of the failure queue. */
  Map<QueueAttributeName, String> queue() {
    return queue.get();
  }

  /** What would keep the function from starting, courier.json included; one sentence each. */
  List<String> mistakes() {
    return start.get().mistakes();
  }

  /** What the function says of its providers when it starts; one sentence each. */
  List<String> warnings() {
    return start.get().warnings();
  }

  /** The secrets that the environment refers to, each read or not. */
  List<Reference.Resolved> secrets() {
    return secrets.get();
  }
}
