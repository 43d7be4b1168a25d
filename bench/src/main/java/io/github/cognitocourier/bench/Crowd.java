package io.github.cognitocourier.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several processes of one contender on one processor, each with an invocation at a time. */
final class Crowd {

  /** So many environments, as Lambda has one for each concurrent invocation. */
  static final int PROCESSES = 8;

  private Crowd() {}

  /** Messages a second, when each process delivers {@code messages} after a cold one. */
  static double deliveriesPerSecond(
      Contender contender, Cloud cloud, Limits limits, int messages, Path log)
      throws IOException, InterruptedException {
    List<RunningFunction> functions = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        functions.add(RunningFunction.start(contender, cloud.environment(), limits, log));
        functions.getLast().invoke(cloud.event());
      }
      long start = System.nanoTime();
      everyone(functions, cloud, messages);
      return PROCESSES * messages / ((System.nanoTime() - start) / 1e9);
    } finally {
      functions.forEach(RunningFunction::close);
    }
  }

  private static void everyone(List<RunningFunction> functions, Cloud cloud, int messages)
      throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> under = new ArrayList<>();
      for (RunningFunction function : functions) {
        under.add(
            threads.submit(() -> {
              for (int i = 0; i < messages; i++) {
                function.invoke(cloud.event());
              }
              return null;
            }));
      }
      for (Future<?> each : under) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }
}
