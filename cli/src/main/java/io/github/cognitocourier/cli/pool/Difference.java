package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What tells two states of a pool apart, field by field. A setting that was never made is shown as
 * absent, {@code {}} or {@code []}: these are the same. The order of a list tells nothing.
 */
final class Difference {

  /** What changes by itself. */
  private static final Set<String> VOLATILE = Set.of("LastModifiedDate", "EstimatedNumberOfUsers");

  private static final Set<String> CONFIDENTIAL = Set.of("ExternalId");

  /** What a setting is that a pool does not show; an update may write it out. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "MfaConfiguration", "\"OFF\"",
          "DeletionProtection", "\"INACTIVE\"",
          "EmailConfiguration.EmailSendingAccount", "\"COGNITO_DEFAULT\"",
          "VerificationMessageTemplate.DefaultEmailOption", "\"CONFIRM_WITH_CODE\"",
          "AdminCreateUserConfig.AllowAdminCreateUserOnly", "false",
          "AdminCreateUserConfig.UnusedAccountValidityDays", "7");

  private static final int LONGEST_VALUE = 160;

  /**
   * One field.
   *
   * @param before its value as JSON; empty when it was not set
   */
  record Change(String path, Optional<String> before, Optional<String> after) {

    @Override
    public String toString() {
      return path + ": " + shown(before) + " → " + shown(after);
    }

    private String shown(Optional<String> value) {
      boolean confidential = CONFIDENTIAL.contains(path.substring(path.lastIndexOf('.') + 1));
      return value.map(text -> confidential ? "(not shown)" : abridged(text)).orElse("(none)");
    }

    private static String abridged(String text) {
      return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
  }

  private Difference() {}

  /** Of settings: what changes by itself, and what an update makes without being asked, is out. */
  static List<Change> between(PoolState before, PoolState after) {
    List<Change> all = new ArrayList<>();
    collect("", before.pool(), after.pool(), all);
    all.removeIf(change -> VOLATILE.contains(change.path()));
    if (UpdateInput.temporaryPasswordDecides(before.pool())) {
      all.removeIf(
          change -> change.path().equals("AdminCreateUserConfig.UnusedAccountValidityDays"));
    }
    collectMfa(before, after, all);
    return List.copyOf(all);
  }

  /** Whether anybody has written to the pool between the two readings. */
  static boolean isWritten(PoolState before, PoolState after) {
    return !before
            .pool()
            .at("LastModifiedDate")
            .raw()
            .equals(after.pool().at("LastModifiedDate").raw())
        || !between(before, after).isEmpty();
  }

  /** Whether it may come from an update that was not given the setting. */
  static boolean isReset(Change change) {
    return change.path().startsWith("MFA ")
        || change.after().isEmpty()
        || change.after().equals(Optional.ofNullable(DEFAULTS.get(change.path())));
  }

  private static void collectMfa(PoolState before, PoolState after, List<Change> all) {
    var changes = new ArrayList<Change>();
    collect("", before.mfa(), after.mfa(), changes);
    changes.forEach(one -> all.add(new Change("MFA " + one.path(), one.before(), one.after())));
  }

  private static void collect(String path, Json before, Json after, List<Change> changes) {
    if (before.isObject() || after.isObject()) {
      Map<String, Json> old = before.isObject() ? before.fields() : Map.of();
      Map<String, Json> fresh = after.isObject() ? after.fields() : Map.of();
      var names = new TreeSet<>(old.keySet());
      names.addAll(fresh.keySet());
      for (String name : names) {
        String child = path.isEmpty() ? name : path + "." + name;
        collect(child, before.at(name), after.at(name), changes);
      }
    }
    Optional<String> unset = Optional.ofNullable(DEFAULTS.get(path));
    Optional<String> old = leaf(before).or(() -> unset);
    Optional<String> fresh = leaf(after).or(() -> unset);
    if (!old.equals(fresh)) {
      changes.add(new Change(path, old, fresh));
    }
  }

  /** The value as JSON, in one spelling; empty for an object and for what is not set. */
  private static Optional<String> leaf(Json value) {
    return value.isAbsent() || value.isObject()
        ? Optional.empty()
        : value.raw().map(Difference::spelled).filter(text -> !text.equals("[]"));
  }

  /** Neither the order of a list nor that of an object's fields tells anything. */
  private static String spelled(Object value) {
    if (value instanceof List<?> list) {
      return "[" + String.join(",", list.stream().map(Difference::spelled).sorted().toList()) + "]";
    }
    if (value instanceof Map<?, ?> map) {
      var sorted = new TreeMap<String, String>();
      map.forEach((name, field) -> sorted.put(Json.write(name), spelled(field)));
      return "{"
          + String.join(
              ",",
              sorted.entrySet().stream().map(one -> one.getKey() + ":" + one.getValue()).toList())
          + "}";
    }
    return Json.write(value);
  }
}
