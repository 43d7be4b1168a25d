package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What doctor found, for people and for programs. */
record Report(String poolId, List<Line> lines) {

  private static final int WIDTH = 20;
  private static final String PAGE = "docs/troubleshooting.md";

  /** Copies the lines. */
  Report {
    lines = List.copyOf(lines);
  }

  /** How many lines have a cross. */
  long broken() {
    return lines.stream().filter(line -> line.verdict() instanceof Verdict.Bad).count();
  }

  private long unknown() {
    return lines.stream()
        .filter(line ->
            line.verdict() instanceof Verdict.Unchecked
                || line.verdict() instanceof Verdict.Skipped)
        .count();
  }

  /** The table, and a summary under it. */
  String table(Marks marks) {
    var table = new StringBuilder();
    for (Line line : lines) {
      String id = line.id() + " ".repeat(Math.max(1, WIDTH - line.id().length()));
      table.append(
          switch (line.verdict()) {
            case Verdict.Good(var found) -> marks.good() + " " + id + found + "\n";
            case Verdict.Unchecked(var why) -> marks.unknown() + " " + id + why + "\n";
            case Verdict.Skipped(var needed) ->
                marks.unknown() + " " + id + "Skipped: needs " + needed + ".\n";
            case Verdict.Bad(var found, var fix) ->
                marks.bad()
                    + " "
                    + id
                    + found
                    + "\n"
                    + indent(marks)
                    + marks.fix()
                    + " "
                    + fix
                    + "\n";
          });
    }
    return table.append('\n').append(summary()).append('\n').toString();
  }

  private static String indent(Marks marks) {
    return " ".repeat(marks.bad().length() + 1 + WIDTH);
  }

  private String summary() {
    String unknown = unknown() == 0 ? "" : " " + unknown() + " could not be checked.";
    return broken() == 0
        ? "Nothing is broken: " + lines.size() + " checks." + unknown
        : broken() + " of " + lines.size() + " checks failed." + unknown + " See " + PAGE + ".";
  }

  /** One JSON object; {@code status} is ok, broken, unknown or skipped. */
  String json() {
    var document = new LinkedHashMap<String, Object>();
    document.put("userPoolId", poolId);
    document.put("broken", broken());
    document.put("unknown", unknown());
    document.put("checks", lines.stream().map(Report::fields).toList());
    return Json.write(document) + "\n";
  }

  private static Map<String, String> fields(Line line) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("id", line.id());
    switch (line.verdict()) {
      case Verdict.Good(var found) -> {
        fields.put("status", "ok");
        fields.put("found", found);
      }
      case Verdict.Bad(var found, var fix) -> {
        fields.put("status", "broken");
        fields.put("found", found);
        fields.put("fix", fix);
      }
      case Verdict.Unchecked(var why) -> {
        fields.put("status", "unknown");
        fields.put("found", why);
      }
      case Verdict.Skipped(var needed) -> {
        fields.put("status", "skipped");
        fields.put("needs", needed);
      }
    }
    return fields;
  }
}
