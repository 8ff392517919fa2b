package org.bascule.windowstypes;

/** The two kinds of Windows programs. */
enum Width {
  X64("x64", "x86_64-w64-mingw32-gcc"),
  X86("x86", "i686-w64-mingw32-gcc");

  private final String word;
  private final String compiler;

  Width(String word, String compiler) {
    this.word = word;
    this.compiler = compiler;
  }

  /** In names of files. */
  String word() {
    return word;
  }

  /** Whose headers and sizes hold. */
  String compiler() {
    return compiler;
  }
}
