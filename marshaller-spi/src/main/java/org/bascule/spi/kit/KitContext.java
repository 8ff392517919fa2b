package org.bascule.spi.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.HostMemory;
import org.bascule.spi.Layout;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;

/**
 * A context of a test's own making.
 *
 * @param abi the target's widths
 * @param codePage of {@code char} text
 * @param factories asked in this order
 * @param memory the host's memory
 * @param lengths what length expressions mean
 */
public record KitContext(
    Abi abi,
    CodePageText codePage,
    List<MarshallerFactory> factories,
    HostMemory memory,
    Map<String, LengthSource> lengths)
    implements MarshallerContext {

  public KitContext {
    Objects.requireNonNull(abi, "abi");
    Objects.requireNonNull(codePage, "codePage");
    factories = List.copyOf(factories);
    Objects.requireNonNull(memory, "memory");
    lengths = Map.copyOf(lengths);
  }

  /** A context with UTF-8 text, these factories, and memory of its own. */
  public static KitContext of(Abi abi, MarshallerFactory... factories) {
    return new KitContext(
        abi, CodePageText.UTF_8, List.of(factories), new HeapSections(abi), Map.of());
  }

  /** The same with another code page. */
  public KitContext withCodePage(CodePageText other) {
    return new KitContext(abi, other, factories, memory, lengths);
  }

  /** The same with another memory of the host. */
  public KitContext withMemory(HostMemory other) {
    return new KitContext(abi, codePage, factories, other, lengths);
  }

  @Override
  public Marshaller<?> marshaller(TypeUse part) {
    return factories.stream()
        .map(factory -> factory.create(part, this))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> noMarshaller(part));
  }

  /** The same in which this expression means that length. */
  public KitContext withLength(String expression, LengthSource source) {
    Map<String, LengthSource> all = new HashMap<>(lengths);
    all.put(expression, source);
    return new KitContext(abi, codePage, factories, memory, all);
  }

  /** Found when it is first asked for, and once only. */
  @Override
  public Supplier<Marshaller<?>> later(TypeUse part) {
    return new Supplier<>() {
      private Marshaller<?> found;

      @Override
      public Marshaller<?> get() {
        if (found == null) {
          found = marshaller(part);
        }
        return found;
      }
    };
  }

  /** Integers mean themselves, other expressions what {@link #withLength} said. */
  @Override
  public LengthSource length(TypeUse use, String expression) {
    LengthSource known = lengths.get(expression);
    if (known != null) {
      return known;
    }
    long number = Long.parseLong(expression);
    return (cell, call) -> number;
  }

  @Override
  public MarshallerContext within(Layout.Struct struct, String member) {
    return this;
  }

  private SignatureException noMarshaller(TypeUse part) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.NO_MARSHALLER,
            "marshal " + part.path(),
            "",
            "a factory in this context that takes " + part.description(),
            factories.size() + " factories, which all declined",
            "add the factory of that type to the context"));
  }
}
