package org.bascule.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegisteredReading;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.InterfaceRules;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.Test;

/** How often an interface is read, and by whom. */
class CurrentRulesTest {
  private static final Optional<Map<String, ?>> OPTIONS = Optional.of(Map.of("key", "value"));

  private final MarshallerRegistry registry = new MarshallerRegistry();
  private final CurrentRules rules = new CurrentRules(registry, Runnable.class, OPTIONS);

  private record Numbered(int number) implements InterfaceRules {}

  /** Counts how often it is asked; what it gave last is kept, as a bundle would. */
  private static final class Counting implements InterfaceReading {
    private int count;
    private Numbered last;

    @Override
    public Optional<InterfaceRules> read(Class<?> type, Optional<Map<String, ?>> options) {
      assertThat(type).isSameAs(Runnable.class);
      assertThat(options).isSameAs(OPTIONS);
      last = new Numbered(++count);
      return Optional.of(last);
    }
  }

  private static final class Nobody implements MarshallerFactory {
    @Override
    public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
      return Optional.empty();
    }
  }

  @Test
  void areReadOnceForEachGeneration() {
    Counting reading = reading();
    InterfaceRules first = rules.get();
    assertThat(List.of(rules.get(), rules.get())).containsOnly(first);
    assertThat(reading.count).isEqualTo(1);
    registry.add(new RegisteredFactory(new Nobody(), info()));
    assertThat(rules.get()).isEqualTo(new Numbered(2)).isSameAs(rules.get());
    assertThat(reading.count).isEqualTo(2);
  }

  @Test
  void areReadAgainWhenABundleTakesItsFactoryAway() {
    Nobody guest = new Nobody();
    registry.add(new RegisteredFactory(guest, info()));
    Counting reading = reading();
    rules.get();
    registry.remove(guest);
    assertThat(rules.get()).isEqualTo(new Numbered(2)).isSameAs(rules.get());
    assertThat(reading.count).isEqualTo(2);
  }

  @Test
  void arePlainWhenTheReadingHasGone() {
    Counting reading = reading();
    assertThat(rules.get()).isEqualTo(new Numbered(1));
    registry.removeReading(reading);
    assertThat(rules.get()).isSameAs(InterfaceRules.PLAIN);
    assertThat(reading.count).isEqualTo(1);
  }

  @Test
  void areAskedForAgainAfterARefusal() {
    boolean[] refuses = {true};
    registry.addReading(
        new RegisteredReading(
            (type, options) -> {
              if (refuses[0]) {
                throw new IllegalArgumentException("no");
              }
              return Optional.of(InterfaceRules.PLAIN);
            },
            0,
            1));
    assertThatThrownBy(rules::get).hasMessage("no");
    refuses[0] = false;
    assertThat(rules.get()).isSameAs(InterfaceRules.PLAIN);
  }

  private static MarshallerInfo info() {
    return new MarshallerInfo("Nobody", "the tests", 1, 0, "");
  }

  private Counting reading() {
    Counting reading = new Counting();
    registry.addReading(new RegisteredReading(reading, 0, 1));
    return reading;
  }
}
