package org.bascule.jna.callback;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.CodePageText;
import org.bascule.spi.FunctionPointer;
import org.bascule.spi.FunctionType;
import org.bascule.spi.HostMemory;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.Layout;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitContext;

/**
 * The kit's context, with the bridge's part played by the test: which function types were asked.
 */
final class RecordingContext implements MarshallerContext {
  record Asked(FunctionType type, JavaFunction<?> java) {}

  final List<Asked> asked = new ArrayList<>();
  private final KitContext kit;
  private final Map<Object, Long> addresses = new IdentityHashMap<>();

  RecordingContext(KitContext kit) {
    this.kit = kit;
  }

  Asked last() {
    return asked.get(asked.size() - 1);
  }

  /** The marshaller of a callback's parameter. */
  @SuppressWarnings("unchecked")
  Marshaller<Object> parameter(int index) {
    return (Marshaller<Object>) marshaller(last().type().parameters().get(index));
  }

  @SuppressWarnings("unchecked")
  Marshaller<Object> result() {
    return (Marshaller<Object>) marshaller(last().type().result().orElseThrow());
  }

  @Override
  public <T> FunctionPointer<T> functionPointer(FunctionType type, JavaFunction<T> java) {
    asked.add(new Asked(type, java));
    return new FunctionPointer<>() {
      @Override
      public long address(T function) {
        return addresses.computeIfAbsent(function, f -> 0x7000L + 16 * addresses.size());
      }

      @Override
      public T function(long address) {
        return addresses.entrySet().stream()
            .filter(entry -> entry.getValue() == address)
            .map(entry -> java.type().cast(entry.getKey()))
            .findFirst()
            .orElseThrow();
      }
    };
  }

  @Override
  public Marshaller<?> marshaller(TypeUse part) {
    return kit.factories().stream()
        .map(factory -> factory.create(part, this))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

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

  @Override
  public Abi abi() {
    return kit.abi();
  }

  @Override
  public CodePageText codePage() {
    return kit.codePage();
  }

  @Override
  public HostMemory memory() {
    return kit.memory();
  }

  @Override
  public LengthSource length(TypeUse use, String expression) {
    return kit.length(use, expression);
  }

  @Override
  public MarshallerContext within(Layout.Struct struct, String member) {
    return this;
  }

  @Override
  public CType cType(String text) {
    return kit.cType(text);
  }

  @Override
  public FunctionType functionType(Class<?> type, Method method) {
    return kit.functionType(type, method);
  }

  @Override
  public Optional<Class<?>> declaringType() {
    return kit.declaringType();
  }

  @Override
  public Optional<Map<String, ?>> loadOptions() {
    return kit.loadOptions();
  }
}
