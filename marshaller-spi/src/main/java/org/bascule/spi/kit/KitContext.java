package org.bascule.spi.kit;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
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
import org.bascule.spi.CType;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Convention;
import org.bascule.spi.FunctionPointer;
import org.bascule.spi.FunctionType;
import org.bascule.spi.HostMemory;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.Layout;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/**
 * A context of a test's own making.
 *
 * @param abi the target's widths
 * @param codePage of {@code char} text
 * @param factories asked in this order
 * @param memory the host's memory
 * @param lengths what length expressions mean
 * @param declaringType the interface whose method is compiled, if any
 * @param loadOptions what that was loaded with, if anything was said
 */
public record KitContext(
    Abi abi,
    CodePageText codePage,
    List<MarshallerFactory> factories,
    HostMemory memory,
    Map<String, LengthSource> lengths,
    Optional<Class<?>> declaringType,
    Optional<Map<String, ?>> loadOptions)
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
        abi,
        CodePageText.UTF_8,
        List.of(factories),
        new HeapSections(abi),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same for a method of that interface, which was loaded with these options, if any. */
  public KitContext loadedAs(Class<?> type, Optional<Map<String, ?>> options) {
    return new KitContext(abi, codePage, factories, memory, lengths, Optional.of(type), options);
  }

  /** The same with another code page. */
  public KitContext withCodePage(CodePageText other) {
    return new KitContext(abi, other, factories, memory, lengths, declaringType, loadOptions);
  }

  /** The same with another memory of the host. */
  public KitContext withMemory(HostMemory other) {
    return new KitContext(abi, codePage, factories, other, lengths, declaringType, loadOptions);
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
    return new KitContext(abi, codePage, factories, memory, all, declaringType, loadOptions);
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

  /**
   * Understands words, {@code const}, stars and constant dimensions; arithmetic types as {@link
   * CType.Named} has them.
   */
  @Override
  public CType cType(String text) {
    return KitCTypes.read(text);
  }

  /** The bare types: annotations of the method are kept, but not read. */
  @Override
  public FunctionType functionType(Class<?> type, Method method) {
    List<TypeUse> parameters = new ArrayList<>();
    for (Type parameter : method.getGenericParameterTypes()) {
      String path = "argument " + parameters.size();
      parameters.add(new TypeUse(parameter, Optional.empty(), List.of(), Place.ARGUMENT, path));
    }
    Optional<TypeUse> result =
        Optional.of(method.getGenericReturnType())
            .filter(t -> t != void.class)
            .map(t -> new TypeUse(t, Optional.empty(), List.of(), Place.RESULT, "result"));
    return new FunctionType(
        type.getName(),
        Convention.CDECL,
        result,
        parameters,
        Collections.nCopies(parameters.size(), ""));
  }

  @Override
  public <T> FunctionPointer<T> functionPointer(FunctionType type, JavaFunction<T> java) {
    return new KitFunctions<>(java);
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
