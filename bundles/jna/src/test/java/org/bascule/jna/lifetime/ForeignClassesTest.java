package org.bascule.jna.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.TypeMapper;
import com.sun.jna.ptr.ByReference;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bascule.jna.Fixture;
import org.bascule.jna.FreshLoader;
import org.bascule.jna.Garbage;
import org.bascule.jna.library.LibraryReading;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;

/** Marshallers of an interface that stays, and classes of loaders that go. */
public class ForeignClassesTest {
  private static final Abi ABI = Abi.X64;

  /** JNA's own thread begins with the first one, and keeps whoever is on the stack then. */
  private static final Memory FIRST = new Memory(1);

  private final KitContext context =
      Fixture.context(ABI).loadedAs(Guests.Hosts.class, Optional.empty());

  @Test
  void areNotKeptByAParameterForAnyStructure() {
    areNotKept(Structure.class, guest -> instance(guest, Guests.Plain.class));
  }

  @Test
  void areNotKeptByAParameterForAnyStructureByReference() {
    areNotKept(Structure.ByReference.class, guest -> instance(guest, Guests.Tagged.class));
  }

  @Test
  void areNotKeptByAParameterForSubclasses() {
    areNotKept(Staying.class, guest -> instance(guest, Guests.Longer.class));
  }

  @Test
  void areNotKeptByAParameterForAnyReference() {
    areNotKept(ByReference.class, guest -> instance(guest, Guests.Number.class));
  }

  @Test
  void areNotKeptByAParameterForAnyCallback() {
    areNotKept(Callback.class, guest -> instance(guest, Guests.Other.class));
  }

  @Test
  void areNotKeptByAParameterForProxies() {
    areNotKept(CallbackProxy.class, guest -> instance(guest, Guests.Proxy.class));
  }

  @Test
  void areNotKeptForTheSakeOfATypeMapperOfTheInterface() {
    WeakReference<ClassLoader> loader = read(Guests.Mapped.class, Optional.empty());
    assertThat(Garbage.isCollected(loader)).isTrue();
  }

  @Test
  void areNotKeptForTheSakeOfGivenOptions() {
    WeakReference<ClassLoader> loader = readWithItsOwnMapper();
    assertThat(Garbage.isCollected(loader)).isTrue();
  }

  @Test
  void areNotKeptForAnInterfaceThatStaysButWasLoadedWithTheirMapper() {
    WeakReference<ClassLoader> loader = readStayingWithMapper();
    assertThat(Garbage.isCollected(loader)).isTrue();
  }

  @Test
  void theirMapperHoldsForStructuresInTheInterfaceWhileItLives() {
    FreshLoader guest = new FreshLoader(Guests.class);
    Class<?> library = guest.own(Guests.Mapped.class);
    new LibraryReading().read(library, Optional.empty());
    WeakReference<Object> anything = new WeakReference<>(new Object());
    assertThat(Garbage.isCollected(anything)).isTrue();
    Structure painted = (Structure) instance(guest, Guests.Mapped.Painted.class);
    assertThat(painted.size()).isEqualTo(Integer.BYTES);
    TypeMapper mapper = Native.getTypeMapper(library);
    assertThat(mapper.getToNativeConverter(guest.own(Guests.Colour.class))).isNotNull();
    assertThat(mapper.getFromNativeConverter(guest.own(Guests.Colour.class))).isNotNull();
    assertThat(mapper.getClass().getClassLoader())
        .as("JNA refers to nothing of this bundle")
        .isSameAs(Native.class.getClassLoader());
    assertThat(mapper.getClass().getPackage()).isSameAs(Native.class.getPackage());
    Reference.reachabilityFence(library);
  }

  @Structure.FieldOrder("first")
  public static class Staying extends Structure {
    public int first;
  }

  private void areNotKept(Class<?> declared, Function<FreshLoader, Object> value) {
    @SuppressWarnings("unchecked")
    Marshaller<Object> marshaller =
        (Marshaller<Object>) context.marshaller(KitUse.java(declared, Place.ARGUMENT));
    WeakReference<ClassLoader> loader = use(marshaller, value);
    assertThat(Garbage.isCollected(loader)).as("the loader is collected").isTrue();
    // The interface is still in use.
    use(marshaller, value);
    Reference.reachabilityFence(marshaller);
    Reference.reachabilityFence(FIRST);
  }

  private static WeakReference<ClassLoader> use(
      Marshaller<Object> marshaller, Function<FreshLoader, Object> value) {
    FreshLoader guest = new FreshLoader(Guests.class);
    HeapSections call = new HeapSections(ABI);
    HeapMemory cell = HeapMemory.allocate(ABI, 0x1000, (int) marshaller.layout().size());
    Object object = value.apply(guest);
    marshaller.write(object, cell, call);
    marshaller.update(object, cell, call);
    return new WeakReference<>(guest);
  }

  private WeakReference<ClassLoader> read(Class<?> library, Optional<Map<String, ?>> options) {
    FreshLoader guest = new FreshLoader(Guests.class);
    Class<?> own = guest.own(library);
    new LibraryReading().read(own, options);
    Structure painted = (Structure) instance(guest, Guests.Mapped.Painted.class);
    HeapSections call = new HeapSections(ABI);
    HeapMemory cell = HeapMemory.allocate(ABI, 0x1000, Long.BYTES);
    @SuppressWarnings("unchecked")
    Marshaller<Object> marshaller =
        (Marshaller<Object>)
            Fixture.context(ABI)
                .loadedAs(own, options)
                .marshaller(KitUse.java(painted.getClass(), Place.ARGUMENT));
    marshaller.write(painted, cell, call);
    marshaller.update(painted, cell, call);
    assertThat(call.view(cell.getPointer(0), Integer.BYTES).getInt(0)).isZero();
    return new WeakReference<>(guest);
  }

  private WeakReference<ClassLoader> readWithItsOwnMapper() {
    FreshLoader guest = new FreshLoader(Guests.class);
    Object mapper = instance(guest, Guests.Colours.class);
    new LibraryReading()
        .read(
            guest.own(Guests.Mapped.class),
            Optional.of(Map.of(Library.OPTION_TYPE_MAPPER, mapper)));
    instance(guest, Guests.Mapped.Painted.class);
    return new WeakReference<>(guest);
  }

  private WeakReference<ClassLoader> readStayingWithMapper() {
    FreshLoader guest = new FreshLoader(Guests.class);
    Object mapper = instance(guest, Guests.Colours.class);
    new LibraryReading()
        .read(Guests.Hosts.class, Optional.of(Map.of(Library.OPTION_TYPE_MAPPER, mapper)));
    return new WeakReference<>(guest);
  }

  private static Object instance(FreshLoader guest, Class<?> type) {
    try {
      return guest.own(type).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
