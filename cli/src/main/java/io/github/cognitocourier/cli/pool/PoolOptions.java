package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.Channel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that attach and detach share. */
final class PoolOptions {

  @Option(
      names = "--user-pool-id",
      paramLabel = "ID",
      required = true,
      description = "The user pool, such as us-east-1_AbCdEf123.")
  String userPoolId = "";

  @Option(
      names = "--yes",
      description = "Does not ask. Without it, and without a terminal, nothing is changed.")
  boolean yes;

  @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
  boolean dryRun;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = {
        "Writes the whole input of UpdateUserPool as JSON; with",
        "--dry-run, to apply it yourself:",
        "aws cognito-idp update-user-pool \\",
        "  --cli-input-json file://FILE"
      })
  @Nullable Path output;

  @Option(
      names = "--backup",
      paramLabel = "FILE",
      description = {
        "Where the state before goes, in the same form (default:",
        "courier-backup-ID-TIME.json, here); its MFA settings",
        "go beside it. Only you can read the files."
      })
  @Nullable Path backup;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = {
        "email, sms or both (default: attach what the function has",
        "routes for, COURIER_EMAIL and COURIER_SMS; detach both)."
      })
  private @Nullable String channel;

  Optional<Path> output() {
    return Optional.ofNullable(output);
  }

  Optional<Path> backup() {
    return Optional.ofNullable(backup);
  }

  /** The channels that were named; empty when none was. */
  Optional<Set<Channel>> channels() {
    return Optional.ofNullable(channel)
        .map(word ->
            switch (word) {
              case "email" -> Set.of(Channel.EMAIL);
              case "sms" -> Set.of(Channel.SMS);
              case "both" -> Set.of(Channel.EMAIL, Channel.SMS);
              default -> throw new InvalidSettings("--channel must be email, sms or both.");
            });
  }
}
