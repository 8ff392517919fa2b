package org.bascule.jna.structure;

import java.lang.reflect.Method;
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
import org.bascule.spi.memory.Refusals;

/**
 * The context for classes that are met only when a call is made, such as the argument for a
 * parameter that is declared as {@code Structure}. Their directives come too late. Asked by one
 * thread at a time.
 *
 * @param bound the context of the function
 */
public record LateContext(MarshallerContext bound) implements MarshallerContext {
  @Override
  public Abi abi() {
    return bound.abi();
  }

  @Override
  public CodePageText codePage() {
    return bound.codePage();
  }

  @Override
  public HostMemory memory() {
    return bound.memory();
  }

  /** Parts that are Structures again must not meet the bound context, which is finished. */
  @Override
  public Marshaller<?> marshaller(TypeUse part) {
    synchronized (bound) {
      return StructureMarshallerFactory.marshaller(part, this)
          .orElseGet(() -> bound.marshaller(part));
    }
  }

  /** Nobody finishes a compilation here: found when it is first asked for. */
  @Override
  public Supplier<Marshaller<?>> later(TypeUse part) {
    return new Supplier<>() {
      private Marshaller<?> found;

      @Override
      public synchronized Marshaller<?> get() {
        if (found == null) {
          found = marshaller(part);
        }
        return found;
      }
    };
  }

  @Override
  public LengthSource length(TypeUse use, String expression) {
    throw Refusals.directive(
        use,
        "a class that the function's declaration names, so that its lengths can be checked",
        "@Memsync(length = \"" + expression + "\") in a class that is met at the call",
        "declare the parameter with this class");
  }

  @Override
  public MarshallerContext within(Layout.Struct struct, String member) {
    return this;
  }

  @Override
  public CType cType(String text) {
    return bound.cType(text);
  }

  /** Its types are compiled when it is first used. */
  @Override
  public <T> FunctionPointer<T> functionPointer(FunctionType type, JavaFunction<T> java) {
    return bound.functionPointer(type, java);
  }

  @Override
  public Optional<Class<?>> declaringType() {
    return bound.declaringType();
  }

  @Override
  public Optional<Map<String, ?>> loadOptions() {
    return bound.loadOptions();
  }

  @Override
  public FunctionType functionType(Class<?> type, Method method) {
    return bound.functionType(type, method);
  }
}
