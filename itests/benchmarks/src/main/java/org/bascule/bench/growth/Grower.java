package org.bascule.bench.growth;

import java.util.function.Consumer;
import org.bascule.bench.report.Point;

/** Measures while one thing grows. */
interface Grower {
  /** Gives each point when it is known. */
  void grow(Consumer<Point> points) throws Exception;
}
