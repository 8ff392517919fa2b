package org.bascule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void showsResultsBesideEachOtherAndRatios() {
    List<Measured> free =
        List.of(
            new Measured("BridgeAdd.add", 200, 12.34, 0.001),
            new Measured("JnaAdd.direct", 100, 1, 0),
            new Measured(RawRoundTrip.TURN, 80, Double.NaN, Double.NaN));
    List<Measured> pinned =
        List.of(
            new Measured("BridgeAdd.add", 9000, 500, 0.01),
            new Measured("JnaAdd.direct", 110, 2, 0));
    assertThat(Table.of(free, pinned))
        .isEqualTo(
            """
                                                                        all CPUs                         pinned to one
                                                  ns/op           ±         B/op        ns/op           ±         B/op
            BridgeAdd.add                         200.0        12.3         0.00       9000.0       500.0         0.01
            JnaAdd.direct                         100.0         1.0         0.00        110.0         2.0         0.00
            RawRoundTrip.turn                      80.0           –            –            –           –            –

            BridgeAdd.add / RawRoundTrip.turn                            2.50                                     –
            BridgeAdd.add / JnaAdd.direct                                2.00                                 81.82
            """);
  }

  @Test
  void aResultSurvivesItsLine() {
    Measured measured = new Measured("BridgeAdd.add", 152.25, Double.NaN, 1e-4);
    assertThat(Measured.parse(measured.format())).isEqualTo(measured);
  }
}
