package org.bascule.spi;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MingwLayoutTest {
  private static final int STRUCTS = 200;

  @ParameterizedTest
  @EnumSource
  void laysRandomStructsOutLikeTheCompiler(Abi abi) throws Exception {
    long seed = Long.getLong("bascule.seed", System.nanoTime());
    String about = "-Dbascule.seed=" + seed;
    System.out.println("random structs for " + abi + ": " + about);

    Mingw.check(abi, new RandomStructs(seed, abi).declare(STRUCTS), about);
  }
}
