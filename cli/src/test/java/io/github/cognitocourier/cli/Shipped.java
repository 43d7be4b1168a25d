package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo of the command line, around the function as it is shipped: in a process of its own, with
 * the shipped jars before all others. A class loader would not do: libraries look for their parts
 * in that of the application, too.
 */
final class Shipped {

  private Shipped() {}

  /** The demo of each provider, by the provider's name; all in one process. */
  static Map<String, Commanded> demos(List<String> providers, Path folder)
      throws IOException, InterruptedException {
    List<String> places = new ArrayList<>();
    for (Map.Entry<String, byte[]> jar :
        FunctionJars.linked(Architecture.ofThisMachine()).entrySet()) {
      places.add(Files.write(folder.resolve(jar.getKey()), jar.getValue()).toString());
    }
    places.add(System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, places),
                Shipped.class.getName()));
    Path said = folder.resolve("said");
    command.add(said.toString());
    command.addAll(providers);
    Path warnings = folder.resolve("warnings");
    int exitCode =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(warnings.toFile())
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(Files.readString(warnings));
    }
    Map<String, Commanded> demos = new LinkedHashMap<>();
    for (String line : Files.readAllLines(said)) {
      Json demo = Json.parse(line);
      demos.put(
          demo.at("provider").requireText(),
          new Commanded(
              demo.at("exitCode").number().orElseThrow().intValue(),
              demo.at("out").requireText(),
              demo.at("err").text().orElse("")));
    }
    return demos;
  }

  /** That process; it fails where the shipped classes are not those that run. */
  public static void main(String[] arguments) throws Exception {
    var _ = Class.forName("io.github.cognitocourier.core.Courier$$Functions");
    List<String> said = new ArrayList<>();
    for (String provider : List.of(arguments).subList(1, arguments.length)) {
      Commanded demo = Commanded.run("demo", "--provider", provider);
      said.add(
          Json.write(
              Map.of(
                  "provider", provider,
                  "exitCode", demo.exitCode(),
                  "out", demo.out(),
                  "err", demo.err())));
    }
    Files.write(Path.of(arguments[0]), said);
  }
}
