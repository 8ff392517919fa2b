package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.bridge.LoadedLibrary;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Opaque pointers and handles. */
class HandlesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @Test
  void keepsAllBits() {
    Object handle = WINE.demo("void *make_handle(void)");
    assertThat(handle).isEqualTo(new Address(TestBed.byWidth(0xFEDCBA9876543210L, 0x76543210L)));
    assertThat(WINE.demo("int use_handle(void *handle)", handle)).isEqualTo(42);
    assertThat(WINE.demo("int use_handle(HANDLE handle)", handle)).isEqualTo(42);
  }

  @Test
  void aModuleHandleIsTheAddressOfItsModule() {
    LoadedLibrary demo = WINE.session().library(TestBed.demo());
    Object module =
        WINE.session()
            .function("kernel32", "HMODULE GetModuleHandleW(const wchar_t *name)")
            .call("demo.dll");
    assertThat(module).isEqualTo(new Address(demo.module()));
  }

  @Test
  void whatCreateEventGivesCloseHandleTakes() {
    Object event =
        WINE.session()
            .function(
                "kernel32",
                "HANDLE CreateEventW(void *security, BOOL manual, BOOL set, const wchar_t *name)")
            .call(null, true, false, null);
    assertThat(event).isNotEqualTo(Address.NULL);
    assertThat(WINE.session().function("kernel32", "BOOL SetEvent(HANDLE event)").call(event))
        .isEqualTo(1);
    assertThat(WINE.session().function("kernel32", "BOOL CloseHandle(HANDLE event)").call(event))
        .isEqualTo(1);
  }
}
