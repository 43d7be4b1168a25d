package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.json.Json;

/**
 * A user pool as the API showed it, field for field: what {@code DescribeUserPool} and {@code
 * GetUserPoolMfaConfig} answered, before any SDK dropped what it does not know.
 */
record PoolState(Json pool, Json mfa) {

  /** Its triggers; absent when it has none. */
  Json lambdaConfig() {
    return pool.at("LambdaConfig");
  }

  /** The same pool with other triggers: what a correct update leads to. */
  PoolState withLambdaConfig(Json lambdaConfig) {
    return new PoolState(Documents.with(pool, "LambdaConfig", lambdaConfig), mfa);
  }

  String arn() {
    return pool.at("Arn").requireText();
  }
}
