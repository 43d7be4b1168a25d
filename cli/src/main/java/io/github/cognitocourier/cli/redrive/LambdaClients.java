package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.FunctionArn;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A client for each region in which a function lives. Not safe for concurrent use. */
final class LambdaClients implements AutoCloseable {

  private final Function<String, LambdaClient> maker;
  private final Map<String, LambdaClient> clients = new HashMap<>();

  LambdaClients(Function<String, LambdaClient> maker) {
    this.maker = maker;
  }

  /** The client for this function's region. */
  LambdaClient in(FunctionArn arn) {
    return clients.computeIfAbsent(arn.region(), maker);
  }

  @Override
  public void close() {
    clients.values().forEach(LambdaClient::close);
  }
}
