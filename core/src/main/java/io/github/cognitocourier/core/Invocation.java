package io.github.cognitocourier.core;

import java.time.Duration;

/**
 * What the platform says about this call.
 *
 * @param requestId the platform's id of it, for logs; empty outside Lambda
 * @param remaining how long the platform lets the call run
 */
public record Invocation(String requestId, Duration remaining) {}
