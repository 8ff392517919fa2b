package org.bascule.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results beside each other, and the ratios that matter. */
final class Table {
  private static final String BRIDGE = "BridgeAdd.add";
  private static final List<String> REFERENCES =
      List.of(RawRoundTrip.TURN, RawRoundTrip.CALL, "JnaAdd.viaInterface", "JnaAdd.direct");

  private final List<Measured> free;
  private final List<Measured> pinned;
  private final StringBuilder text = new StringBuilder();

  private Table(List<Measured> free, List<Measured> pinned) {
    this.free = free;
    this.pinned = pinned;
  }

  static String of(List<Measured> free, List<Measured> pinned) {
    Table table = new Table(free, pinned);
    table.results();
    table.ratios();
    return table.text.toString();
  }

  private void results() {
    line("%-30s %26s %26s", "", "all CPUs", "pinned to one");
    line("%-30s %10s %8s %6s %10s %8s %6s", "", "ns/op", "±", "B/op", "ns/op", "±", "B/op");
    for (Measured one : free) {
      Optional<Measured> other = find(pinned, one.name());
      line("%-30s %s %s", one.name(), cells(Optional.of(one)), cells(other));
    }
    text.append('\n');
  }

  private void ratios() {
    for (String reference : REFERENCES) {
      line(
          "%-30s %10s %15s %10s",
          "bridge / " + reference, ratio(free, reference), "", ratio(pinned, reference));
    }
  }

  private static String ratio(List<Measured> results, String reference) {
    return find(results, BRIDGE)
        .flatMap(
            bridge ->
                find(results, reference)
                    .map(r -> number(bridge.nanoseconds() / r.nanoseconds(), 2)))
        .orElse("–");
  }

  private static String cells(Optional<Measured> result) {
    return String.format(
        "%10s %8s %6s",
        result.map(r -> number(r.nanoseconds(), 1)).orElse("–"),
        result.map(r -> number(r.error(), 1)).orElse("–"),
        result.map(r -> number(r.bytes(), 2)).orElse("–"));
  }

  private static Optional<Measured> find(List<Measured> results, String name) {
    return results.stream().filter(r -> r.name().equals(name)).findFirst();
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }
}
