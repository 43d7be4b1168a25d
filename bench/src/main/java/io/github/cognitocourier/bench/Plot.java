package io.github.cognitocourier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cold start of every contender as bars: init, first invocation, and the spread. */
final class Plot {

  private static final int WIDTH = 790;
  private static final int LEFT = 280;
  private static final int RIGHT = 70;
  private static final int ROW = 44;
  private static final int BAR = 20;
  private static final int TOP = 58;
  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, sans-serif; fill: #1f2328; }
        .title { font-weight: 600; } .note { font-size: 12px; fill: #59636e; }
        .init { fill: #8250df; } .first { fill: #0969da; } .spread { stroke: #59636e; stroke-width: 1.5; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; } .note { fill: #9198a1; }
          .init { fill: #ab7df8; } .first { fill: #4493f8; } .spread { stroke: #9198a1; }
        }
      </style>
      """;

  private Plot() {}

  static String svg(List<Figures> all) {
    double most = all.stream().mapToDouble(each -> each.cold().most()).max().orElse(1);
    double scale = (WIDTH - LEFT - RIGHT) / most;
    List<String> parts = new ArrayList<>();
    int height = TOP + ROW * all.size() + 8;
    parts.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, height, label(all)));
    parts.add(STYLE.stripTrailing());
    parts.add(
        text(0, 18, "title", "Cold start: process start until the first message is accepted, ms"));
    parts.add(
        text(
            0,
            38,
            "note",
            "Median of init and of the first invocation; the line is the whole spread"));
    for (int i = 0; i < all.size(); i++) {
      parts.addAll(row(all.get(i), TOP + ROW * i, scale));
    }
    parts.add("</svg>");
    return String.join("\n", parts) + "\n";
  }

  private static List<String> row(Figures figures, int top, double scale) {
    double init = figures.init().value() * scale;
    double first = figures.first().value() * scale;
    int middle = top + BAR / 2;
    return List.of(
        text(0, middle + 4, "", figures.contender().label()),
        rectangle("init", LEFT, top, init),
        rectangle("first", LEFT + init, top, first),
        "<line class=\"spread\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>"
            .formatted(
                coordinate(LEFT + figures.cold().least() * scale),
                coordinate(LEFT + figures.cold().most() * scale),
                top + BAR + 5,
                top + BAR + 5),
        text(
            (int) (LEFT + init + first) + 8,
            middle + 4,
            "",
            String.valueOf(Math.round(figures.cold().value()))));
  }

  private static String label(List<Figures> all) {
    return String.join(
        "; ",
        all.stream()
            .map(each -> each.contender().label() + " " + Math.round(each.cold().value()) + " ms")
            .toList());
  }

  private static String text(int x, int y, String style, String content) {
    String type = style.isEmpty() ? "" : " class=\"" + style + "\"";
    return "<text x=\"%d\" y=\"%d\"%s>%s</text>".formatted(x, y, type, content);
  }

  private static String rectangle(String style, double x, int y, double width) {
    return "<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
        .formatted(style, coordinate(x), y, coordinate(width), BAR);
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
