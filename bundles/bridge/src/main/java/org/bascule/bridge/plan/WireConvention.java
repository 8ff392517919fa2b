package org.bascule.bridge.plan;

import org.bascule.spi.Convention;

/** The numbers of calling conventions in frames. */
public final class WireConvention {
  private WireConvention() {}

  /** The number of this one. */
  public static byte of(Convention convention) {
    return (byte)
        switch (convention) {
          case CDECL -> org.bascule.protocol.Convention.Cdecl;
          case STDCALL -> org.bascule.protocol.Convention.Stdcall;
          case THISCALL -> org.bascule.protocol.Convention.Thiscall;
          case FASTCALL -> org.bascule.protocol.Convention.Fastcall;
        };
  }
}
