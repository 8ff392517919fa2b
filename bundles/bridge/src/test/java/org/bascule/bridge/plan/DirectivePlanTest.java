package org.bascule.bridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.FakeHost;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Convention;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.StructLayoutBuilder;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What length expressions see before and after a call, and what is refused when a function is
 * bound.
 */
class DirectivePlanTest {
  private final List<Long> lengths = new ArrayList<>();

  /** A pointer whose marshaller does nothing but ask for its length, before and after the call. */
  private final class Asking implements Marshaller<Void> {
    private final LengthSource length;

    Asking(LengthSource length) {
      this.length = length;
    }

    @Override
    public Class<Void> javaType() {
      return Void.class;
    }

    @Override
    public Layout layout() {
      return Layout.pointer(Abi.X64);
    }

    @Override
    public void write(Void value, WindowsMemory target, Sections sections) {
      lengths.add(length.evaluate(target, sections));
    }

    @Override
    public Void read(WindowsMemory source, Sections sections) {
      lengths.add(length.evaluate(source, sections));
      return null;
    }

    @Override
    public void update(Void value, WindowsMemory source, Sections sections) {
      lengths.add(length.evaluate(source, sections));
    }
  }

  /**
   * A struct of a short, an unsigned byte and a pointer, behind a pointer; its value gives the
   * first two.
   */
  private record Box(Marshaller<Void> data, Layout.Struct layout0) implements Marshaller<short[]> {
    @Override
    public Class<short[]> javaType() {
      return short[].class;
    }

    @Override
    public Layout layout() {
      return Layout.pointerTo(Abi.X64, () -> layout0);
    }

    @Override
    public void write(short[] value, WindowsMemory target, Sections sections) {
      if (value == null) {
        target.putPointer(0, 0);
        return;
      }
      WindowsMemory struct = sections.allocate(layout0.size(), 8);
      struct.putShort(0, value[0]);
      struct.putByte(2, (byte) value[1]);
      data.write(null, struct.slice(8, 8), sections);
      target.putPointer(0, struct.address());
    }

    @Override
    public short[] read(WindowsMemory source, Sections sections) {
      throw new AssertionError();
    }
  }

  private final MarshallerFactory factory =
      new MarshallerFactory() {
        @Override
        public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
          if (use.rawType() == Void.class) {
            return Optional.of(
                new Asking(
                    context.length(use, use.directive().orElseThrow().length().orElseThrow())));
          }
          if (use.rawType() != short[].class) {
            return Optional.empty();
          }
          Layout.Struct struct =
              StructLayoutBuilder.struct("box", 8)
                  .add("width", new Layout.Scalar(Layout.Kind.SIGNED, 2))
                  .add("height", new Layout.Scalar(Layout.Kind.UNSIGNED, 1))
                  .add("data", Layout.pointer(Abi.X64))
                  .add("real", new Layout.Scalar(Layout.Kind.FLOATING, 8))
                  .build();
          TypeUse data =
              use.member("data", Void.class, Optional.empty(), List.of())
                  .withDirective(Directive.NONE.withLength("width * height"));
          @SuppressWarnings("unchecked")
          Marshaller<Void> marshaller =
              (Marshaller<Void>) context.within(struct, "data").marshaller(data);
          return Optional.of(new Box(marshaller, struct));
        }
      };

  @Test
  void readsOtherArgumentsWhateverTheirOrder() throws Throwable {
    MethodHandle f = bind("2 * n + 1", int.class);
    f.invoke(null, 5);
    assertThat(lengths).containsExactly(11L, 11L);
  }

  @Test
  void seesWhatTheDllLeftInAnOutParameter() throws Throwable {
    FakeHost[] host = new FakeHost[1];
    host[0] =
        new FakeHost(
            reply -> {
              host[0].putByteAt(host[0].slots[1], (byte) 3);
              return reply;
            });
    MethodHandle f = bind(host[0], "n.width", short[].class);
    f.invoke(null, new short[] {7, 2});
    assertThat(lengths).containsExactly(14L, 7L, 3L);
  }

  @Test
  void readsMembersOfTheOwnStructFirst() throws Throwable {
    MethodHandle f = bind("n.width * n.height", short[].class);
    f.invoke(null, new short[] {3, 200});
    assertThat(lengths).containsExactly(600L, 600L, 600L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m      | 1 | one of arg0, n, result                      | \"m\"",
        "2 * m  | 5 | one of arg0, n, result                      | \"m\"",
        "n.x    | 1 | a struct before .x                          | \"n.x\", where that is an integer",
        "*n     | 1 | a pointer whose target is known             | \"*n\""
      })
  void refusesPathsThatLeadNowhere(String length, int column, String expected, String actual) {
    assertThatThrownBy(() -> bind(length, int.class))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind demo.f
              where: length of argument 0, column %d
                %s
                %s^
              expected: %s
              actual: %s
              remedy: correct the directive"""
                .formatted(column, length, " ".repeat(column - 1), expected, actual));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n.real | 1 | an integer                                          | \"n.real\", which is a floating-point number",
        "n      | 1 | an integer                                          | \"n\", which is a pointer",
        "n.nix  | 1 | a member of box: width, height, data, real          | \"nix\""
      })
  void refusesMembersThatAreNoLengths(String length, int column, String expected, String actual) {
    assertThatThrownBy(() -> bind(length, short[].class))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind demo.f
              where: length of argument 0, column %d
                %s
                %s^
              expected: %s
              actual: %s
              remedy: correct the directive"""
                .formatted(column, length, " ".repeat(column - 1), expected, actual));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n - 6                            | a length of 0 or more | -1",
        "n / (n - 5)                      | a length of 0 or more | / by zero",
        "n * 9223372036854775807          | a length of 0 or more | long overflow"
      })
  void refusesAbsurdLengthsBeforeAnythingIsSent(String length, String expected, String actual) {
    FakeHost host = new FakeHost(reply -> reply);
    assertThatThrownBy(() -> bind(host, length, int.class).invoke(null, 5))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot call demo.f
              where: length of argument 0: %s
              expected: %s
              actual: %s
              remedy: correct the values that the length is made of"""
                .formatted(length, expected, actual));
    assertThat(host.frames).isZero();
  }

  @Test
  void refusesALengthBehindANullPointer() {
    FakeHost host = new FakeHost(reply -> reply);
    assertThatThrownBy(() -> bind(host, "n.width", short[].class).invoke(null, null))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot call demo.f
              where: length of argument 0: n.width
              expected: a pointer that is not null in "n.width"
              actual: null
              remedy: correct the values that the length is made of""");
    assertThat(host.frames).isZero();
  }

  @Test
  void refusesLengthsThatNeedEachOther() {
    FakeHost host = new FakeHost(reply -> reply);
    TypeUse first = asking("argument 0", "*arg1");
    TypeUse second = asking("argument 1", "*arg0");
    assertThatThrownBy(() -> bind(host, List.of(first, second)))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-305 cannot bind demo.f");
  }

  private MethodHandle bind(String length, Class<?> second) {
    return bind(new FakeHost(reply -> reply), length, second);
  }

  private MethodHandle bind(FakeHost host, String length, Class<?> second) {
    TypeUse other = new TypeUse(second, Optional.empty(), List.of(), Place.ARGUMENT, "argument 1");
    return bind(host, List.of(asking("argument 0", length), other));
  }

  private static TypeUse asking(String path, String length) {
    return new TypeUse(Void.class, Optional.empty(), List.of(), Place.ARGUMENT, path)
        .withDirective(Directive.NONE.withLength(length));
  }

  private MethodHandle bind(FakeHost host, List<TypeUse> parameters) {
    List<RegisteredFactory> factories = new ArrayList<>();
    factories.add(registered(factory));
    ServiceLoader.load(MarshallerFactory.class).forEach(f -> factories.add(registered(f)));
    TypeUse result = new TypeUse(int.class, Optional.empty(), List.of(), Place.RESULT, "result");
    HostRequests requests = new HostRequests(host, Abi.X64, new Housekeeper(), 16);
    CallPlan plan =
        PlanCompiler.compile(
            new Signature(
                "demo.f",
                Convention.CDECL,
                Optional.of(result),
                parameters,
                List.of("", "n"),
                false,
                List.of()),
            new RegistrySnapshot(1, factories),
            new BindingEnvironment(
                Abi.X64,
                CodePageText.UTF_8,
                requests.memory(),
                new NoFunctions(),
                TypeNames.NONE,
                Lending.ORDINARY),
            Map.of());
    return new PlanLinker()
        .link(
            plan,
            new CallTarget(
                host,
                requests,
                "demo.f",
                0x1000,
                (byte) 0,
                plan.result().register(),
                false,
                plan.slotCount(),
                plan.places(),
                Lending.ORDINARY,
                name -> null));
  }

  private static RegisteredFactory registered(MarshallerFactory factory) {
    return new RegisteredFactory(factory, new MarshallerInfo("Tests", "the tests", 1, 0, ""));
  }
}
