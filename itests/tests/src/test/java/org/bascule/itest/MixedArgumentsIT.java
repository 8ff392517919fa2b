package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.FunctionHandle;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many arguments: each register and each stack cell, with each kind of value in it. */
class MixedArgumentsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String NAME = "mix_";
  private static final int FUNCTIONS = 397;
  private static final int ROUNDS = 3;

  private record Kind(String c, Function<Random, Object> random) {}

  private static final Map<Character, Kind> KINDS =
      Map.ofEntries(
          Map.entry('b', new Kind("int8_t", r -> (byte) r.nextInt())),
          Map.entry('B', new Kind("uint8_t", r -> (short) r.nextInt(256))),
          Map.entry('s', new Kind("int16_t", r -> (short) r.nextInt())),
          Map.entry('S', new Kind("uint16_t", r -> r.nextInt(65536))),
          Map.entry('i', new Kind("int32_t", Random::nextInt)),
          Map.entry('I', new Kind("uint32_t", r -> Integer.toUnsignedLong(r.nextInt()))),
          Map.entry('l', new Kind("int64_t", Random::nextLong)),
          Map.entry('L', new Kind("uint64_t", r -> new BigInteger(64, r))),
          Map.entry('f', new Kind("float", Random::nextFloat)),
          Map.entry('d', new Kind("double", Random::nextGaussian)),
          Map.entry(
              'p',
              new Kind(
                  "void *", r -> new Address(r.nextLong() & TestBed.byWidth(-1L, 0xffffffffL)))));

  @Test
  void everyArgumentArrivesInItsPlace() {
    List<String> names =
        WINE.session().library(TestBed.mixed()).exports().stream()
            .map(ExportInfo::name)
            .filter(name -> name.startsWith(NAME))
            .toList();
    assertThat(names).hasSize(FUNCTIONS);
    Random random = Seed.random("MixedArgumentsIT");
    for (String name : names) {
      FunctionHandle function = WINE.session().function(TestBed.mixed(), prototype(name));
      for (int round = 0; round < ROUNDS; round++) {
        Object[] arguments =
            letters(name).stream().map(letter -> KINDS.get(letter).random.apply(random)).toArray();
        assertThat(((Number) function.call(arguments)).longValue())
            .as("%s%s", name, List.of(arguments))
            .isEqualTo(Fold.of(arguments));
      }
    }
  }

  private static String prototype(String name) {
    return letters(name).stream()
        .map(letter -> KINDS.get(letter).c)
        .collect(Collectors.joining(", ", "uint64_t " + name + "(", ")"));
  }

  private static List<Character> letters(String name) {
    return name.substring(NAME.length()).chars().mapToObj(c -> (char) c).toList();
  }
}
