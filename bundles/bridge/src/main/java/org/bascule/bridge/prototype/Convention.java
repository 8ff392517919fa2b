package org.bascule.bridge.prototype;

/** How arguments are handed over and who clears the stack. All the same on x64. */
public enum Convention {
  CDECL(org.bascule.protocol.Convention.Cdecl),
  STDCALL(org.bascule.protocol.Convention.Stdcall),
  THISCALL(org.bascule.protocol.Convention.Thiscall),
  FASTCALL(org.bascule.protocol.Convention.Fastcall);

  private final byte wire;

  Convention(int wire) {
    this.wire = (byte) wire;
  }

  /** Its number in frames. */
  public byte wire() {
    return wire;
  }

  static Convention ofKeyword(String keyword) {
    return switch (keyword) {
      case "__stdcall", "WINAPI", "CALLBACK", "APIENTRY" -> STDCALL;
      case "__thiscall" -> THISCALL;
      case "__fastcall" -> FASTCALL;
      default -> CDECL;
    };
  }
}
