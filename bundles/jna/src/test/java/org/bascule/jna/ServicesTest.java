package org.bascule.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.MarshallerFactory;
import org.junit.jupiter.api.Test;

class ServicesTest {
  @Test
  void offersEveryFactoryWithoutOsgiToo() {
    assertThat(ServiceLoader.load(MarshallerFactory.class))
        .extracting(MarshallerFactory::handles)
        .contains(
            "com.sun.jna.WString",
            "com.sun.jna.Pointer, Memory, and PointerType such as HANDLE",
            "com.sun.jna.ptr.ByReference: IntByReference, PointerByReference, HANDLEByReference …",
            "com.sun.jna.Structure and Union, by pointer and by value; Structure[]",
            "String[], WString[], Pointer[], Structure.ByReference[], NativeMapped[]",
            "com.sun.jna.IntegerType: NativeLong, DWORD, LPARAM …",
            "com.sun.jna.NativeMapped",
            "com.sun.jna.Callback: StdCallCallback, CallbackProxy, WNDENUMPROC …; Callback[]",
            "in JNA's library interfaces: boolean, and what the library's type mapper converts");
    assertThat(ServiceLoader.load(InterfaceReading.class))
        .extracting(reading -> reading.getClass().getSimpleName())
        .containsExactly("LibraryReading");
  }
}
