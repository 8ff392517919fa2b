package org.bascule.bridge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.InterfaceRules;
import org.junit.jupiter.api.Test;

class RegistrySnapshotTest {
  private static final Optional<Map<String, ?>> NOTHING = Optional.empty();

  private record Named(String name) implements InterfaceRules {}

  private final MarshallerRegistry registry = new MarshallerRegistry();

  @Test
  void readsInterfacesPlainlyWhenNobodyClaimsThem() {
    registry.addReading(reading("other", Thread.class, 0, 1));
    assertThat(registry.snapshot().rules(Runnable.class, NOTHING)).isSameAs(InterfaceRules.PLAIN);
  }

  @Test
  void asksTheHighestRankedReadingFirstThenTheOlder() {
    registry.addReading(reading("young", Runnable.class, 0, 2));
    registry.addReading(reading("old", Runnable.class, 0, 1));
    assertThat(rules()).isEqualTo(new Named("old"));
    registry.addReading(reading("high", Runnable.class, 1, 3));
    assertThat(rules()).isEqualTo(new Named("high"));
  }

  @Test
  void tellsOfReadingsThatComeAndGo() {
    AtomicInteger changes = new AtomicInteger();
    registry.onChange(changes::incrementAndGet);
    RegisteredReading reading = reading("only", Runnable.class, 0, 1);
    registry.addReading(reading);
    registry.removeReading(reading.reading());
    assertThat(changes).hasValue(2);
    assertThat(rules()).isSameAs(InterfaceRules.PLAIN);
    assertThat(registry.snapshot().generation()).isEqualTo(2);
  }

  private InterfaceRules rules() {
    return registry.snapshot().rules(Runnable.class, NOTHING);
  }

  private static RegisteredReading reading(String name, Class<?> taken, int ranking, long id) {
    InterfaceReading reading =
        (type, options) -> type == taken ? Optional.of(new Named(name)) : Optional.empty();
    return new RegisteredReading(reading, ranking, id);
  }
}
