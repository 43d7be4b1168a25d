package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options with which a user brings files of their own. */
final class OwnFiles {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A courier.json: brands, app clients, hosted templates.")
  private @Nullable Path config;

  @Option(
      names = "--templates",
      paramLabel = "FOLDER",
      description = "A folder laid over the built-in templates.")
  private @Nullable Path templates;

  Optional<Path> config() {
    return Optional.ofNullable(config).map(Path::toAbsolutePath);
  }

  Optional<Path> templates() {
    return Optional.ofNullable(templates).map(Path::toAbsolutePath);
  }

  /** {@code variables}, with the settings that name these files. */
  Map<String, String> over(Map<String, String> variables) {
    var all = new LinkedHashMap<>(variables);
    config().ifPresent(file -> all.put(Settings.COURIER_CONFIG, file.toString()));
    templates().ifPresent(folder -> all.put(Settings.COURIER_TEMPLATES, folder.toString()));
    return all;
  }
}
