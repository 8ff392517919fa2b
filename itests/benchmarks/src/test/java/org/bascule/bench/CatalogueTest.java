package org.bascule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bascule.bench.report.Catalogue;
import org.bascule.bench.report.Shape;
import org.bascule.bench.report.Target;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class CatalogueTest {
  private static final Set<String> WITHOUT_JMH =
      Set.of(
          Catalogue.TURN, Catalogue.CALL, Catalogue.UPCALL, Catalogue.PACED, Catalogue.PACED_JNA);

  @Test
  void everyBenchmarkIsInTheTableAndTheTableHasNoOthers() {
    Set<String> there =
        BenchmarkList.defaultList().getAll(new Progress(0), List.of()).stream()
            .map(CatalogueTest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted =
        Catalogue.shapes().stream()
            .flatMap(shape -> shape.benchmarks().stream())
            .map(name -> name.replaceFirst(":.*", ""))
            .filter(name -> !WITHOUT_JMH.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(wanted).isEqualTo(there);
  }

  @Test
  void everyTargetIsMeasuredInItsSection() {
    for (Target target : Catalogue.targets()) {
      List<String> measured =
          Catalogue.shapes().stream()
              .filter(shape -> shape.sections().contains(target.section()))
              .map(Shape::benchmarks)
              .flatMap(List::stream)
              .toList();
      assertThat(measured).contains(target.ours());
      target.reference().ifPresent(reference -> assertThat(measured).contains(reference));
    }
  }

  private static String name(BenchmarkListEntry entry) {
    return entry.getUsername().replaceFirst("^org\\.bascule\\.bench\\.", "");
  }
}
