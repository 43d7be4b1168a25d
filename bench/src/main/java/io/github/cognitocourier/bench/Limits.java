package io.github.cognitocourier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What functions may use: one processor for all, and for each as much memory as Lambda would give
 * it.
 *
 * @param memoryMegabytes of one function
 * @param prefix the words in front of a command that hold it to them
 * @param isMemoryHeld whether the kernel holds the memory limit; where it cannot, only the
 *     runtimes' own settings do
 */
record Limits(int memoryMegabytes, List<String> prefix, boolean isMemoryHeld) {

  private static final List<Path> GROUPS =
      List.of(Path.of("/sys/fs/cgroup/memory"), Path.of("/sys/fs/cgroup"));

  /** Of processor {@code cpu}, for {@code functions} at a time. Makes a control group if it may. */
  static Limits of(int cpu, int memoryMegabytes, int functions) {
    List<String> pinned = List.of("taskset", "-c", String.valueOf(cpu));
    for (Path root : GROUPS) {
      Path group = root.resolve("cognito-courier-bench-" + functions);
      if (isLimited(group, memoryMegabytes * 1024L * 1024L * functions)) {
        String join = "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"";
        return new Limits(memoryMegabytes, joined(List.of("sh", "-c", join, "sh"), pinned), true);
      }
    }
    return new Limits(memoryMegabytes, pinned, false);
  }

  private static boolean isLimited(Path group, long bytes) {
    try {
      if (!Files.exists(group.resolveSibling("cgroup.procs"))) {
        return false;
      }
      Files.createDirectories(group);
      Path newer = group.resolve("memory.max");
      Path limit = Files.exists(newer) ? newer : group.resolve("memory.limit_in_bytes");
      Files.writeString(limit, String.valueOf(bytes));
      return true;
    } catch (IOException notAllowed) {
      return false;
    }
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
