package org.bascule.bench.report;

import java.util.List;

/** Results that nobody has measured. */
final class Samples {
  static final List<Part> PARTS =
      List.of(
          new Part(
              Section.FREE,
              "0.10 0.20 0.30",
              List.of(
                  new Measured("BridgeAdd.add", 200, 12.34, 0.001),
                  new Measured("JnaAdd.viaInterface", 400, 1, 48),
                  new Measured("JnaAdd.direct", 100, 1, 0),
                  new Measured("BridgeFloats.inAndOut:64", 21_340_000, 500_000, 1234.5),
                  new Measured(Catalogue.PACED, 47_000),
                  new Measured(Catalogue.TURN, 160))),
          new Part(
              Section.PINNED,
              "1.00 0.20 0.30",
              List.of(
                  new Measured("BridgeAdd.add", 9000, 500, 0.01),
                  new Measured(Catalogue.CALL, 6000))));

  private Samples() {}
}
