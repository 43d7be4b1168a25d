package io.github.cognitocourier.cli.provider;

import io.github.cognitocourier.core.trigger.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The providers of one channel and what they can do: one line each. */
public record FeatureMatrix(List<String> columns, List<List<String>> rows) {

  private static final String NONE = "–";

  /** The matrix of {@code channel}. */
  public static FeatureMatrix of(Channel channel, List<Features> providers) {
    List<Column> columns =
        switch (channel) {
          case EMAIL -> EMAIL;
          case SMS -> SMS;
        };
    return new FeatureMatrix(
        columns.stream().map(Column::title).toList(),
        providers.stream()
            .filter(each -> each.channels().contains(channel))
            .map(each -> columns.stream().map(column -> column.cell().apply(each)).toList())
            .toList());
  }

  private record Column(String title, Function<Features, String> cell) {}

  private static final Column PROVIDER = new Column("provider", Features::scheme);
  private static final Column REGIONS =
      new Column("regions", each -> joined(List.copyOf(each.regions().keySet())));
  private static final Column HOSTED =
      new Column("hosted templates", each -> cell(each.hostedTemplates()));
  private static final Column TRACKING =
      new Column("tracking off", each -> joined(each.trackingOff()));
  private static final Column METADATA = new Column("metadata", each -> cell(each.metadata()));
  private static final Column IDEMPOTENCY =
      new Column("idempotency key", each -> cell(each.idempotencyKey()));
  private static final Column SANDBOX = new Column("sandbox=true", each -> cell(each.sandbox()));
  private static final Column RETENTION =
      new Column("retain-content=false", each -> cell(each.retentionOff()));

  private static final List<Column> EMAIL =
      List.of(
          PROVIDER,
          REGIONS,
          HOSTED,
          TRACKING,
          new Column("tags", each -> cell(each.tags())),
          METADATA,
          IDEMPOTENCY,
          SANDBOX,
          RETENTION);

  private static final List<Column> SMS =
      List.of(
          PROVIDER,
          new Column("carries", each -> each.codesOnly() ? "codes only" : "any text"),
          REGIONS,
          HOSTED,
          TRACKING,
          new Column("validity", each -> cell(each.validity())),
          METADATA,
          IDEMPOTENCY,
          SANDBOX,
          RETENTION);

  private static String cell(Optional<String> feature) {
    return feature.orElse(NONE);
  }

  private static String joined(List<String> values) {
    return values.isEmpty() ? NONE : String.join(", ", values);
  }

  /** As a table in Markdown, each line of it a line of the list. */
  public List<String> markdown() {
    var lines = new ArrayList<String>();
    lines.add("| " + String.join(" | ", columns) + " |");
    lines.add("|" + "---|".repeat(columns.size()));
    rows.forEach(row ->
        lines.add(
            IntStream.range(0, row.size())
                .mapToObj(column -> marked(column, row.get(column)))
                .collect(Collectors.joining(" | ", "| ", " |"))));
    return lines;
  }

  private String marked(int column, String cell) {
    if (column == 0) {
      return "[`" + cell + "`](" + cell + ".md)";
    }
    boolean words = cell.equals(NONE) || columns.get(column).equals("carries");
    return words ? cell : "`" + cell.replace(", ", "`, `") + "`";
  }

  /** For a terminal: a mark for what the vendor has; names and regions as they are. */
  public List<String> text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    rows.forEach(row ->
        lines.add(
            IntStream.range(0, row.size())
                .mapToObj(column -> shown(column, row.get(column)))
                .toList()));
    List<Integer> widths =
        IntStream.range(0, columns.size())
            .mapToObj(column ->
                lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toList();
    return lines.stream()
        .map(line ->
            IntStream.range(0, line.size())
                .mapToObj(column -> padded(line.get(column), widths.get(column)))
                .collect(Collectors.joining("  "))
                .stripTrailing())
        .toList();
  }

  private String shown(int column, String cell) {
    boolean asItIs =
        cell.equals(NONE)
            || List.of("provider", "carries", "regions").contains(columns.get(column));
    return asItIs ? cell : "yes";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
