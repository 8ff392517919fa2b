package org.bascule.spi.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;

/**
 * The rules that every marshaller keeps, checked for both ABIs:
 *
 * <ul>
 *   <li>the factory takes the use; the layout is one that a C compiler could have made
 *   <li>{@code write} fills the whole image, padding apart, whatever was there before, and no byte
 *       outside of it or of the sections it took; neither it nor another method throws
 *   <li>{@code read} gives back what was written and changes nothing
 *   <li>{@code writeBack} of a value that was read, and that nobody changed, changes nothing
 *   <li>{@code accept} takes the values themselves and refuses a strange object with a {@link
 *       ValueException}
 *   <li>a null is written, or refused with a {@link ValueException}, but alike every time
 *   <li>a scalar's bits are extended as its kind says; {@code fromBits} looks at the low bytes
 *       only; encoder and decoder agree with {@code toBits} and {@code fromBits}
 * </ul>
 *
 * <pre>{@code
 * MarshallerContract.of(new ColourFactory(), KitUse.java(Colour.class, Place.ARGUMENT))
 *     .samples(Colour.RED, Colour.rgb(1, 2, 3))
 *     .refuses(Colour.TRANSPARENT)
 *     .check();
 * }</pre>
 *
 * Not thread-safe.
 */
public final class MarshallerContract {
  private final MarshallerFactory factory;
  private final TypeUse use;
  private final List<MarshallerFactory> others = new ArrayList<>();
  private final List<Object> samples = new ArrayList<>();
  private final List<Object> refused = new ArrayList<>();
  private BiPredicate<Object, Object> equality = Objects::deepEquals;

  private MarshallerContract(MarshallerFactory factory, TypeUse use) {
    this.factory = Objects.requireNonNull(factory, "factory");
    this.use = Objects.requireNonNull(use, "use");
  }

  /** The contract of what this factory makes for this use. */
  public static MarshallerContract of(MarshallerFactory factory, TypeUse use) {
    return new MarshallerContract(factory, use);
  }

  /** Factories that the marshaller's parts need. */
  public MarshallerContract with(MarshallerFactory... parts) {
    others.addAll(List.of(parts));
    return this;
  }

  /** Values to send; edges of the range are good ones. At least one is needed. */
  public MarshallerContract samples(Object... values) {
    samples.addAll(Arrays.asList(values));
    return this;
  }

  /** Values of the marshaller's Java type that it must refuse. */
  public MarshallerContract refuses(Object... values) {
    refused.addAll(Arrays.asList(values));
    return this;
  }

  /** When two values count as the same; {@link Objects#deepEquals} if nothing is said. */
  public MarshallerContract equality(BiPredicate<Object, Object> same) {
    equality = Objects.requireNonNull(same, "same");
    return this;
  }

  /**
   * Checks everything.
   *
   * @throws AssertionError naming the ABI, the use, the value and the rule
   */
  public void check() {
    if (samples.isEmpty()) {
      throw new AssertionError("the contract of " + use.description() + " has no samples");
    }
    for (Abi abi : Abi.values()) {
      Rule rule = new Rule(abi + ", " + use.description() + ": ");
      Marshaller<?> marshaller = marshaller(abi, rule);
      LayoutRules.check(marshaller.layout(), rule);
      rule.require(marshaller.javaType() != null, "javaType() is null");
      rule.require(!marshaller.javaType().isPrimitive(), "javaType() is a primitive class");
      checkValues(new Trial<>(abi, marshaller, equality), rule);
    }
    checkNulls();
  }

  private <T> void checkValues(Trial<T> trial, Rule rule) {
    Class<T> type = trial.marshaller().javaType();
    for (Object sample : samples) {
      rule.require(type.isInstance(sample), sample + " is no " + type.getName());
      trial.check(type.cast(sample), rule.about(sample));
      if (trial.marshaller() instanceof ScalarMarshaller<T> scalar) {
        ScalarRules.check(scalar, type.cast(sample), trial.equality(), rule.about(sample));
      }
    }
    for (Object value : refused) {
      rule.require(trial.refuses(type.cast(value)), "write() took " + value);
    }
    trial.checkStranger(rule);
  }

  private void checkNulls() {
    List<Boolean> refusals = new ArrayList<>();
    for (Abi abi : Abi.values()) {
      Rule rule = new Rule(abi + ", " + use.description() + ": ");
      Trial<?> trial = new Trial<>(abi, marshaller(abi, rule), equality);
      refusals.add(trial.refuses(null));
      refusals.add(trial.refuses(null));
    }
    new Rule(use.description() + ": ")
        .require(
            refusals.stream().distinct().count() == 1, "null is refused now and then: " + refusals);
  }

  private Marshaller<?> marshaller(Abi abi, Rule rule) {
    List<MarshallerFactory> all = new ArrayList<>();
    all.add(factory);
    all.addAll(others);
    KitContext context = KitContext.of(abi, all.toArray(MarshallerFactory[]::new));
    var made = factory.create(use, context);
    rule.require(made != null, "create() returned null instead of an empty Optional");
    rule.require(made.isPresent(), "the factory declined");
    return made.get();
  }
}
