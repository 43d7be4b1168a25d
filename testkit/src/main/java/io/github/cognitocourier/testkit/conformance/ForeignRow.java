package io.github.cognitocourier.testkit.conformance;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A line of the table for a provider that does not speak HTTP: its module brings the tests, and for
 * every other column the reason why it cannot have it.
 *
 * @param cases column → its test, which throws when it fails
 * @param notApplicable column → why there is none
 */
public record ForeignRow(
    String scheme, Map<String, Runnable> cases, Map<String, String> notApplicable) {

  /** Copies the maps. */
  public ForeignRow {
    cases = Map.copyOf(cases);
    notApplicable = Map.copyOf(notApplicable);
  }

  /** Refuses a row with a column too few, too many or twice. */
  void covers(Set<String> columns) {
    var named = new HashSet<>(cases.keySet());
    named.addAll(notApplicable.keySet());
    if (!named.equals(columns) || named.size() != cases.size() + notApplicable.size()) {
      var wrong = new HashSet<>(columns);
      wrong.addAll(named);
      wrong.removeIf(name -> columns.contains(name) && named.contains(name));
      throw new IllegalStateException(scheme + ": every column once; wrong are " + wrong);
    }
  }
}
