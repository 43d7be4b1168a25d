package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.trigger.Channel;

/** An event as Cognito would send it, and its channel. */
record SourcedEvent(Channel channel, byte[] json) {}
