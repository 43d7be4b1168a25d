package io.github.cognitocourier.sandbox.kms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One page of a list: {@code Limit}, {@code Marker}, {@code Truncated}, {@code NextMarker}. */
final class Page {

  private Page() {}

  /** How many entries a page has: when no limit is named, and at most. */
  record Limit(long usual, long most) {}

  /** The page that {@code parameters} ask for. */
  static <T> Map<String, Object> of(
      String name,
      List<T> all,
      Function<T, Map<String, Object>> entry,
      Parameters parameters,
      Limit limit) {
    long wanted = parameters.number("Limit").orElse(limit.usual());
    if (wanted < 1 || wanted > limit.most()) {
      throw Parameters.constraint("Limit", "Member must have value between 1 and " + limit.most());
    }
    int start = start(parameters.text("Marker").orElse("0"), all.size());
    int end = (int) Math.min(all.size(), start + wanted);
    var page = new LinkedHashMap<String, Object>();
    page.put(name, all.subList(start, end).stream().map(entry).toList());
    page.put("Truncated", end < all.size());
    if (end < all.size()) {
      page.put("NextMarker", String.valueOf(end));
    }
    return page;
  }

  private static int start(String marker, int size) {
    if (!marker.matches("[0-9]{1,9}") || Integer.parseInt(marker) > size) {
      throw new Refusal("InvalidMarkerException", "The marker is not one that was returned.");
    }
    return Integer.parseInt(marker);
  }
}
