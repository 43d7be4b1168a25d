package io.github.cognitocourier.core;

import io.github.cognitocourier.core.telemetry.Telemetry;
import java.time.Duration;

/**
 * What the platform gives to this call.
 *
 * @param requestId the platform's id of it, for logs; empty outside Lambda
 * @param remaining how long the platform lets the call run
 * @param telemetry where the outcome is recorded, exactly once
 */
public record Invocation(String requestId, Duration remaining, Telemetry telemetry) {}
