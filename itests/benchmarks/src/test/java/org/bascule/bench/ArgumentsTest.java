package org.bascule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bascule.bench.report.Catalogue;
import org.bascule.bench.report.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

class ArgumentsTest {
  @Test
  void withoutAnyEverythingIsMeasuredAtLength() {
    Arguments all = Arguments.parse().orElseThrow();
    assertThat(all.quick()).isFalse();
    assertThat(all.document()).isFalse();
    assertThat(Selection.of(Catalogue.shapes(), Section.THREADS, all.pattern()).names())
        .containsExactly(
            "BridgeAdd.add",
            "JnaAdd.viaInterface",
            "JnaAdd.direct",
            Catalogue.CALL,
            "BridgePow.pow",
            "JnaPow.viaInterface",
            "JnaPow.direct");
  }

  @Test
  void optionsAndPatternComeInAnyOrder() {
    for (String[] order : List.of(words("--quick", "Pow"), words("Pow", "--quick"))) {
      Arguments some = Arguments.parse(order).orElseThrow();
      assertThat(some.quick()).isTrue();
      assertThat(some.pattern().pattern()).isEqualTo("Pow");
    }
    assertThat(Arguments.parse("--document", "--quick").orElseThrow().document()).isTrue();
  }

  @Test
  void aPatternSelectsByClassPackageAndParameter() {
    assertThat(select("^org\\.bascule\\.bench\\.JnaPow\\.d")).containsExactly("JnaPow.direct");
    assertThat(select("Floats\\.in:6")).containsExactly("BridgeFloats.in:64");
  }

  @Test
  void jmhGetsTheMethodAndItsParameter() {
    ChainedOptionsBuilder chained = new OptionsBuilder();
    Selection.select("BridgeFloats.in:64", chained);
    Options options = chained.build();
    assertThat(options.getIncludes())
        .singleElement()
        .satisfies(
            expression -> {
              assertThat("org.bascule.bench.BridgeFloats.in").matches(expression);
              assertThat("org.bascule.bench.BridgeFloats.inAndOut").doesNotMatch(expression);
            });
    assertThat(options.getParameter("mebibytes").get()).containsExactly("64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fast", "a b", "--document a", "(", "--quick --quick"})
  void refusesWhatItDoesNotKnow(String line) {
    assertThat(Arguments.parse(line.split(" "))).isEmpty();
  }

  private static String[] words(String... words) {
    return words;
  }

  private static List<String> select(String pattern) {
    return Selection.of(
            Catalogue.shapes(), Section.FREE, Arguments.parse(pattern).orElseThrow().pattern())
        .names();
  }
}
