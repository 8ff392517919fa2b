package org.bascule.spi;

/** How arguments are handed over and who clears the stack. All the same on x64. */
public enum Convention {
  CDECL("__cdecl"),
  STDCALL("__stdcall"),
  THISCALL("__thiscall"),
  FASTCALL("__fastcall");

  private final String keyword;

  Convention(String keyword) {
    this.keyword = keyword;
  }

  /** As Windows' compilers write it: {@code __stdcall}. */
  public String keyword() {
    return keyword;
  }
}
