package org.bascule.bridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.IntConsumer;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.FakeHost;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.error.BasculeException;
import org.bascule.error.SignatureException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.CallStatus;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Convention;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;

/** Whole calls against a host without a process: what reaches the frame, and what comes back. */
class PlanLinkerTest {
  private static final MarshallerFactory COUNTERS =
      (use, context) ->
          use.rawType() == int[].class
              ? Optional.of(new FirstElement(context.abi()))
              : Optional.empty();

  /** A pointer to the first element of an array, in and out. */
  private record FirstElement(Abi abi) implements Marshaller<int[]> {
    @Override
    public Class<int[]> javaType() {
      return int[].class;
    }

    @Override
    public Layout layout() {
      return Layout.pointer(abi);
    }

    @Override
    public void write(int[] value, WindowsMemory target, Sections sections) {
      WindowsMemory section = sections.allocate(4, 4);
      section.putInt(0, value[0]);
      target.putPointer(0, section.address());
    }

    @Override
    public int[] read(WindowsMemory source, Sections sections) {
      return new int[] {sections.view(source.getPointer(0), 4).getInt(0)};
    }

    @Override
    public void update(int[] value, WindowsMemory source, Sections sections) {
      value[0] = sections.view(source.getPointer(0), 4).getInt(0);
    }
  }

  @Test
  void putsScalarsIntoSlotsAndReadsBothRegisters() throws Throwable {
    FakeHost host = new FakeHost(reply -> reply.integer(-5).floating(2.5));
    MethodHandle sum = link(host, Abi.X64, int.class, int.class, long.class, double.class);
    assertThat((int) sum.invokeExact(-1, 7L, 1.5)).isEqualTo(-5);
    assertThat(host.slots).containsExactly(-1, 7, Double.doubleToRawLongBits(1.5));
    FakeHost another = new FakeHost(reply -> reply.floating(2.5));
    MethodHandle real = link(another, Abi.X64, double.class, float.class);
    assertThat((double) real.invokeExact(0.5f)).isEqualTo(2.5);
    assertThat(another.slots)
        .containsExactly(Integer.toUnsignedLong(Float.floatToRawIntBits(0.5f)));
  }

  @Test
  void tellsTheLastErrorWhenTheResultHasBeenRead() throws Throwable {
    FakeHost host = new FakeHost(reply -> reply.lastError(5).integer(7));
    List<Integer> told = new ArrayList<>();
    CallPlan number = plan(host, int.class, int.class);
    MethodHandle counted = link(number, host, Abi.X64, Optional.of(told::add));
    assertThat((int) counted.invokeExact(1)).isEqualTo(7);
    CallPlan nothing = plan(host, void.class);
    link(nothing, host, Abi.X64, Optional.of(told::add)).invokeExact();
    assertThat(told).containsExactly(5, 5);
  }

  @Test
  void throwsWhatTheOneWhoIsToldThrowsAndLeavesTheLaneUsable() throws Throwable {
    FakeHost host = new FakeHost(reply -> reply.lastError(5).integer(7));
    IntConsumer throwing =
        code -> {
          throw new IllegalStateException("error " + code);
        };
    MethodHandle refusing = link(plan(host, int.class), host, Abi.X64, Optional.of(throwing));
    assertThatThrownBy(() -> refusing.invoke()).hasMessage("error 5");
    assertThat((int) link(host, Abi.X64, int.class).invokeExact()).isEqualTo(7);
  }

  @Test
  void splitsLongValuesIntoTwoSlotsOnX86() throws Throwable {
    FakeHost host = new FakeHost(reply -> reply.integer(1));
    MethodHandle f = link(host, Abi.X86, void.class, byte.class, long.class, int.class);
    f.invokeExact((byte) 1, 0x1_0000_0002L, 3);
    assertThat(host.slots).containsExactly(1, 2, 1, 3);
  }

  @Test
  void writesSectionsBeforeAndReadsThemAfterTheCall() throws Throwable {
    FakeHost[] host = new FakeHost[1];
    host[0] =
        new FakeHost(
            reply -> {
              assertThat(host[0].byteAt(host[0].slots[1])).isEqualTo((byte) 41);
              host[0].putByteAt(host[0].slots[1], (byte) 42);
              return reply.integer(host[0].slots[1]);
            });
    MethodHandle f = link(host[0], Abi.X64, int[].class, int.class, int[].class);
    int[] array = {41};
    int[] result = (int[]) f.invokeExact(3, array);
    assertThat(array).containsExactly(42);
    assertThat(result).containsExactly(42);
  }

  /** A struct of so many bytes: a Java array of them. */
  private record Bytes(int count) implements Marshaller<byte[]> {
    @Override
    public Class<byte[]> javaType() {
      return byte[].class;
    }

    @Override
    public Layout layout() {
      return new Layout.Array(new Layout.Scalar(Layout.Kind.UNSIGNED, 1), count);
    }

    @Override
    public void write(byte[] value, WindowsMemory target, Sections sections) {
      target.putBytes(0, value, 0, count);
    }

    @Override
    public byte[] read(WindowsMemory source, Sections sections) {
      byte[] value = new byte[count];
      source.getBytes(0, value, 0, count);
      return value;
    }
  }

  private static final MarshallerFactory STRUCTS =
      (use, context) ->
          use.rawType() == byte[].class
              ? Optional.of(new Bytes(use.place() == Place.RESULT ? 12 : 4))
              : Optional.empty();

  @Test
  void passesStructsByValueAsTheirSizeDemands() throws Throwable {
    FakeHost[] host = new FakeHost[1];
    host[0] =
        new FakeHost(
            reply -> {
              for (int i = 0; i < 12; i++) {
                host[0].putByteAt(host[0].slots[0] + i, (byte) (i + 100));
              }
              return reply;
            });
    CallPlan plan =
        PlanCompiler.compile(
            new Signature(
                "demo.f",
                Convention.CDECL,
                Optional.of(use(byte[].class, Place.RESULT, "result")),
                List.of(
                    use(byte[].class, Place.ARGUMENT, "argument 0"),
                    use(int.class, Place.ARGUMENT, "argument 1")),
                List.of(),
                false,
                List.of()),
            new RegistrySnapshot(1, withStandard(STRUCTS)),
            environment(host[0], Abi.X64),
            Map.of());
    MethodHandle f = link(plan, host[0], Abi.X64);
    byte[] result = (byte[]) f.invokeExact(new byte[] {1, 2, 3, 4}, 9);
    assertThat(result).hasSize(12).startsWith(100, 101).endsWith(111);
    assertThat(host[0].slots).hasSize(3);
    assertThat(host[0].slots[0] % 16).isZero();
    assertThat(host[0].slots[1]).isEqualTo(0x04030201);
    assertThat(host[0].slots[2]).isEqualTo(9);
  }

  @Test
  void nestsCallsAboveEachOther() throws Throwable {
    MethodHandle[] inner = new MethodHandle[1];
    FakeHost[] host = new FakeHost[1];
    host[0] =
        new FakeHost(
            reply -> {
              long argument = host[0].slots[0];
              try {
                return reply.integer(
                    argument == 0 ? 0 : argument + (int) inner[0].invokeExact((int) argument - 1));
              } catch (Throwable e) {
                throw new AssertionError(e);
              }
            });
    inner[0] = link(host[0], Abi.X64, int.class, int.class);
    assertThat((int) inner[0].invokeExact(10)).isEqualTo(55);
    assertThat((int) inner[0].invokeExact(3)).isEqualTo(6);
  }

  @Test
  void namesTheSectionThatTheDllWrotePast() throws Throwable {
    FakeHost[] host = new FakeHost[1];
    host[0] =
        new FakeHost(
            reply -> {
              host[0].putByteAt(host[0].slots[1] + 3, (byte) 1);
              host[0].putByteAt(host[0].slots[1] + (host[0].slots[0] == 0 ? 3 : 4), (byte) 1);
              return reply;
            });
    MethodHandle f = link(host[0], Abi.X64, void.class, int.class, int[].class);
    f.invokeExact(0, new int[] {1});
    int[] array = {1};
    assertThatThrownBy(() -> f.invoke(1, array))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-503 cannot call demo.f
              expected: that the DLL stays inside the memory that it is given
              actual: argument 1 (section 0, 4 bytes): the DLL wrote 1 byte behind it, right at its end: 01
              remedy: pass a larger array or buffer, or correct the length; nothing was read back""");
    assertThat(array).containsExactly(1);
    f.invokeExact(0, array);
  }

  @Test
  void tellsThatControlWordsWereWrittenOver() {
    FakeHost host =
        new FakeHost(
            reply ->
                new FakeHost.Reply(
                    reply.call(), (int) CallStatus.ControlOverwritten, 0, reply.integer(), 0));
    MethodHandle f = link(host, Abi.X64, int.class, int[].class);
    assertThatThrownBy(() -> f.invoke(new int[] {1}))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-106 cannot call demo.f
              expected: that the DLL stays out of Bascule's own memory
              actual: control words of the thread's lane were written over during the call; they are as they \
            were again, and nothing was read back
              remedy: close the session: the DLL may have damaged the memory of its process""");
  }

  @Test
  void sendsNothingWhenAnArgumentIsRefused() throws Throwable {
    FakeHost host = new FakeHost(reply -> reply);
    MethodHandle f = link(host, Abi.X64, void.class, int[].class);
    assertThatThrownBy(() -> f.invoke((int[]) null)).isInstanceOf(NullPointerException.class);
    assertThat(host.frames).isZero();
    f.invokeExact(new int[] {1});
    assertThat(host.frames).isEqualTo(1);
  }

  @Test
  void reportsAHostThatRefusesTheFrame() {
    FakeHost host = new FakeHost(reply -> null);
    MethodHandle f = link(host, Abi.X64, void.class, int.class);
    assertThatThrownBy(() -> f.invoke(1))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-106 cannot call demo.f
              expected: that the host accepts the frame
              actual: BadFrame: not today
              remedy: close the session: the DLL may have damaged the memory of its process""");
  }

  @Test
  void namesTheTypeThatNobodyTakesAndWhoWasAsked() {
    FakeHost host = new FakeHost(reply -> reply);
    assertThatThrownBy(
            () ->
                PlanCompiler.compile(
                    signature(void.class, Thread.class),
                    new RegistrySnapshot(1, List.of(registered(COUNTERS))),
                    environment(host, Abi.X64),
                    Map.of("argument 0", "ThreadMarshallers of org.example 1.0.0")))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-302 cannot bind demo.f
              where: argument 0: java.lang.Thread
              expected: a type that a marshaller takes
              actual: java.lang.Thread; the only marshaller factory does not take it
              remedy: start the bundle again that took this type until it went away: \
            ThreadMarshallers of org.example 1.0.0""");
  }

  private static MethodHandle link(
      FakeHost host, Abi abi, Class<?> result, Class<?>... parameters) {
    CallPlan plan =
        PlanCompiler.compile(
            signature(result, parameters),
            new RegistrySnapshot(1, withStandard(COUNTERS)),
            environment(host, abi),
            Map.of());
    return link(plan, host, abi);
  }

  private static List<RegisteredFactory> withStandard(MarshallerFactory factory) {
    List<RegisteredFactory> factories = new ArrayList<>();
    factories.add(registered(factory));
    ServiceLoader.load(MarshallerFactory.class).forEach(f -> factories.add(registered(f)));
    return factories;
  }

  private static CallPlan plan(FakeHost host, Class<?> result, Class<?>... parameters) {
    return PlanCompiler.compile(
        signature(result, parameters),
        new RegistrySnapshot(1, withStandard(COUNTERS)),
        environment(host, Abi.X64),
        Map.of());
  }

  private static MethodHandle link(CallPlan plan, FakeHost host, Abi abi) {
    return link(plan, host, abi, Optional.empty());
  }

  private static MethodHandle link(
      CallPlan plan, FakeHost host, Abi abi, Optional<IntConsumer> afterCall) {
    HostRequests requests = new HostRequests(host, abi, new Housekeeper(), 16);
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
                name -> null),
            afterCall);
  }

  private static RegisteredFactory registered(MarshallerFactory factory) {
    return new RegisteredFactory(
        factory, new MarshallerInfo("org.example.Counters", "the tests", 1, 0, "int[]"));
  }

  private static BindingEnvironment environment(FakeHost host, Abi abi) {
    return new BindingEnvironment(
        abi,
        CodePageText.UTF_8,
        new HostRequests(host, abi, new Housekeeper(), 16).memory(),
        new NoFunctions(),
        TypeNames.NONE,
        Lending.ORDINARY);
  }

  private static Signature signature(Class<?> result, Class<?>... parameters) {
    List<TypeUse> uses = new ArrayList<>();
    for (Class<?> parameter : parameters) {
      uses.add(use(parameter, Place.ARGUMENT, "argument " + uses.size()));
    }
    Optional<TypeUse> resultUse =
        result == void.class ? Optional.empty() : Optional.of(use(result, Place.RESULT, "result"));
    return new Signature("demo.f", Convention.CDECL, resultUse, uses, List.of(), false, List.of());
  }

  private static TypeUse use(Class<?> type, Place place, String path) {
    return new TypeUse(type, Optional.empty(), List.of(), place, path);
  }
}
