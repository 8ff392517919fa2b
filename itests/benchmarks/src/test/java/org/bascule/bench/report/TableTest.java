package org.bascule.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void showsEachShapeBesideItsReferencesSectionBySection() {
    assertThat(Table.of(Catalogue.shapes(), Samples.PARTS))
        .isEqualTo(
            """
                                              Bascule      ±      B/op        JNA  ratio     direct  ratio      floor  ratio

            all CPUs (load 0.10 0.20 0.30)
            a bare turn of two processes            –      –         –          –      –          –      –     160 ns      –
            int add(int, int)                  200 ns    6 %       0.0     400 ns   0.50     100 ns   2.00          –      –
            64 MiB of floats in and out       21.3 ms    2 %    1234.5          –      –          –      –          –      –
            a server's call, 9 of 10 below    47.0 µs      –         –          –      –          –      –          –      –

            pinned to one CPU (load 1.00 0.20 0.30)
            int add(int, int)                 9.00 µs    6 %       0.0          –      –          –      –    6.00 µs   1.50
            """);
  }

  @Test
  void aReferenceAloneHasNoRow() {
    Part jna =
        new Part(Section.FREE, "0 0 0", List.of(new Measured("JnaAdd.viaInterface", 400, 1, 48)));
    assertThat(Table.of(Catalogue.shapes(), List.of(jna)))
        .endsWith("\nall CPUs (load 0 0 0)\n")
        .doesNotContain("add");
  }

  @Test
  void aResultSurvivesItsLine() {
    Measured measured = new Measured("BridgeAdd.add", 152.25, Double.NaN, 1e-4);
    assertThat(Measured.parse(measured.format())).isEqualTo(measured);
  }
}
