package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;

/**
 * The user pools of a region, through the official SDK; what they answer is kept as it came, so
 * that a field which the SDK does not know is seen. Every method throws the SDK's exceptions.
 */
final class UserPools implements AutoCloseable {

  private static final ExecutionAttribute<AtomicReference<String>> BODY =
      new ExecutionAttribute<>("courier.body");

  private final CognitoIdentityProviderClient client;

  private UserPools(CognitoIdentityProviderClient client) {
    this.client = client;
  }

  /** Of this account. */
  static UserPools of(AwsAccount account) {
    return new UserPools(account.client(listening(CognitoIdentityProviderClient.builder())));
  }

  /** Through a client of this builder. */
  static UserPools of(CognitoIdentityProviderClientBuilder builder) {
    return new UserPools(listening(builder).build());
  }

  /** The region in which it asks: never the one that a pool's id begins with. */
  String region() {
    return client.serviceClientConfiguration().region().id();
  }

  /** The pool as it is. */
  PoolState read(String userPoolId) {
    Json pool =
        overheard(keep ->
            client.describeUserPool(
                request -> request.userPoolId(userPoolId).overrideConfiguration(keep)));
    Json mfa =
        overheard(keep ->
            client.getUserPoolMfaConfig(
                request -> request.userPoolId(userPoolId).overrideConfiguration(keep)));
    return new PoolState(Documents.detached(pool.at("UserPool").requireObject()), mfa);
  }

  /** Sends this input of {@code UpdateUserPool}, every field of it. */
  void update(Json input) {
    client.updateUserPool(SdkModel.fill(UpdateUserPoolRequest.builder(), input).build());
  }

  /** Sends this input of {@code SetUserPoolMfaConfig}, every field of it. */
  void setMfa(Json input) {
    client.setUserPoolMfaConfig(
        SdkModel.fill(SetUserPoolMfaConfigRequest.builder(), input).build());
  }

  @Override
  public void close() {
    client.close();
  }

  private static Json overheard(Consumer<Consumer<AwsRequestOverrideConfiguration.Builder>> call) {
    var body = new AtomicReference<String>();
    call.accept(keep -> keep.putExecutionAttribute(BODY, body));
    return Json.parse(Objects.requireNonNull(body.get())).requireObject();
  }

  private static CognitoIdentityProviderClientBuilder listening(
      CognitoIdentityProviderClientBuilder builder) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .addExecutionInterceptor(new Overhearing())
            .build());
  }

  /** Keeps the body of an answer for the one who asked. */
  private static final class Overhearing implements ExecutionInterceptor {

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      AtomicReference<String> kept = attributes.getAttribute(BODY);
      if (kept == null || context.responseBody().isEmpty()) {
        return context.responseBody();
      }
      try (InputStream body = context.responseBody().get()) {
        byte[] bytes = body.readAllBytes();
        kept.set(new String(bytes, StandardCharsets.UTF_8));
        return Optional.of(new ByteArrayInputStream(bytes));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
