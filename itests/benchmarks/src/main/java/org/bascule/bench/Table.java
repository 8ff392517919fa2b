package org.bascule.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results beside each other, and the ratios that matter. */
final class Table {
  private static final String ABSENT = "–";

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio("BridgeAdd.add", RawRoundTrip.TURN),
          new Ratio("BridgeAdd.add", RawRoundTrip.CALL),
          new Ratio("BridgeAdd.add", "JnaAdd.viaInterface"),
          new Ratio("BridgeAdd.add", "JnaAdd.direct"),
          new Ratio("BridgeArray.doubles", "JnaArray.doubles"),
          new Ratio("BridgeArray.doubles", "JnaArray.doublesDirect"),
          new Ratio("BridgeText.in", "JnaText.in"),
          new Ratio("BridgeText.in", "JnaText.inDirect"),
          new Ratio("BridgeText.inAndOut", "JnaText.inAndOut"),
          new Ratio("BridgeText.inAndOut", "JnaText.inAndOutDirect"),
          new Ratio("EachAdd.each", "EachAdd.jnaDirect"),
          new Ratio("BatchAdd.batch", "BatchAdd.oneByOne"),
          new Ratio("BridgeUpcall.next", RawRoundTrip.UPCALL),
          new Ratio("BridgeUpcall.next", "JnaUpcall.next"),
          new Ratio("NarrowAdd.add", "BridgeAdd.add"),
          new Ratio("NarrowUpcall.next", "BridgeUpcall.next"),
          new Ratio("BridgeRead.number", "BridgeAdd.add"),
          new Ratio("BridgeRead.array", "BridgeAdd.add"),
          new Ratio("BridgeRead.struct", "BridgeAdd.add"),
          new Ratio("BridgeBind.tableOf64", "BridgeBind.tableOf1"),
          new Ratio("BridgeBind.interfaceOf1000", "BridgeBind.interfaceOf1"));

  private record Ratio(String ours, String reference) {}

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
    line("%-30s %37s %37s", "", "all CPUs", "pinned to one");
    line("%-30s %12s %11s %12s %12s %11s %12s", "", "ns/op", "±", "B/op", "ns/op", "±", "B/op");
    for (Measured one : free) {
      Optional<Measured> other = find(pinned, one.name());
      line("%-30s %s %s", one.name(), cells(Optional.of(one)), cells(other));
    }
    text.append('\n');
  }

  private void ratios() {
    for (Ratio ratio : RATIOS) {
      String inFree = of(free, ratio);
      String inPinned = of(pinned, ratio);
      // Who chose some shapes only is not shown the names of all others.
      if (!inFree.equals(ABSENT) || !inPinned.equals(ABSENT)) {
        line(
            "%-54s %10s %26s %10s", ratio.ours() + " / " + ratio.reference(), inFree, "", inPinned);
      }
    }
  }

  private static String of(List<Measured> results, Ratio ratio) {
    return find(results, ratio.ours())
        .flatMap(
            ours ->
                find(results, ratio.reference())
                    .map(r -> number(ours.nanoseconds() / r.nanoseconds(), 2)))
        .orElse(ABSENT);
  }

  private static String cells(Optional<Measured> result) {
    return String.format(
        "%12s %11s %12s",
        result.map(r -> number(r.nanoseconds(), 1)).orElse(ABSENT),
        result.map(r -> number(r.error(), 1)).orElse(ABSENT),
        result.map(r -> number(r.bytes(), 2)).orElse(ABSENT));
  }

  private static Optional<Measured> find(List<Measured> results, String name) {
    return results.stream().filter(r -> r.name().equals(name)).findFirst();
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? ABSENT : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }
}
