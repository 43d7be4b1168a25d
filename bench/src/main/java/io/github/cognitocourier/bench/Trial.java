package io.github.cognitocourier.bench;

import io.github.cognitocourier.sandbox.runtime.Answered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One process, from its start to its last message.
 *
 * @param init from the process's start to its first question for an event
 * @param first from there to the first message accepted
 * @param coldCpu the processor time until the first answer
 * @param warm how long each further invocation took, less the stubs' delays
 * @param warmCpu the processor time of all of those
 * @param peakRssKib the most memory it has had
 */
record Trial(
    Duration init,
    Duration first,
    Duration coldCpu,
    List<Duration> warm,
    Duration warmCpu,
    long peakRssKib) {

  private static final Duration DELAYS = Cloud.KMS_DELAY.plus(Cloud.PROVIDER_DELAY);

  /** From the process's start to the first message accepted. */
  Duration cold() {
    return init.plus(first);
  }

  /** Runs {@code contender} for one cold and {@code messages} warm ones. */
  static Trial run(Contender contender, Cloud cloud, Limits limits, int messages, Path log)
      throws IOException, InterruptedException {
    try (var function = RunningFunction.start(contender, cloud.environment(), limits, log)) {
      long before = cloud.accepted();
      long unwrappedBefore = cloud.unwrapped();
      Duration init = Duration.ofNanos(function.awaitInit());
      function.invoke(cloud.event());
      Duration cold = Duration.ofNanos(cloud.acceptedAt() - function.startedAt());
      Duration cpuBefore = function.cpu();
      List<Duration> warm = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        Answered answered = function.invoke(cloud.event());
        warm.add(Duration.ofNanos(answered.answeredNanos() - answered.takenNanos()).minus(DELAYS));
      }
      Duration cpu = function.cpu().minus(cpuBefore);
      if (cloud.accepted() != before + 1 + messages
          || cloud.unwrapped() != unwrappedBefore + 1 + messages) {
        throw new IOException(contender.name() + " skipped KMS, or returned without a message");
      }
      return new Trial(init, cold.minus(init), cpuBefore, warm, cpu, function.peakRssKib());
    }
  }
}
