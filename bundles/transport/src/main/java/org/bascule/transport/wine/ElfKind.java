package org.bascule.transport.wine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What kind of program a file is, by its first bytes. */
enum ElfKind {
  /** For 64-bit x86. */
  X64("64-bit loader"),
  /** For 32-bit x86. */
  X86("32-bit loader"),
  /** ELF, but for neither. */
  OTHER_PROCESSOR("for another processor"),
  /** Begins with {@code #!}. */
  SCRIPT("a shell script"),
  /** Anything else. */
  NO_PROGRAM("no program");

  // e_ident and e_machine of the ELF header, see elf(5).
  private static final int HEADER = 20;
  private static final int CLASS = 4;
  private static final int MACHINE = 18;
  private static final int CLASS_32 = 1;
  private static final int CLASS_64 = 2;
  private static final int MACHINE_386 = 3;
  private static final int MACHINE_X86_64 = 62;

  private final String finding;

  ElfKind(String finding) {
    this.finding = finding;
  }

  /** In words. */
  String finding() {
    return finding;
  }

  static ElfKind of(Path file) throws IOException {
    byte[] header;
    try (InputStream bytes = Files.newInputStream(file)) {
      header = bytes.readNBytes(HEADER);
    }
    if (header.length >= 2 && header[0] == '#' && header[1] == '!') {
      return SCRIPT;
    }
    boolean elf =
        header.length == HEADER
            && header[0] == 0x7f
            && header[1] == 'E'
            && header[2] == 'L'
            && header[3] == 'F';
    return elf ? ofElf(header) : NO_PROGRAM;
  }

  private static ElfKind ofElf(byte[] header) {
    int machine = header[MACHINE] & 0xff | (header[MACHINE + 1] & 0xff) << 8;
    if (header[CLASS] == CLASS_64 && machine == MACHINE_X86_64) {
      return X64;
    }
    return header[CLASS] == CLASS_32 && machine == MACHINE_386 ? X86 : OTHER_PROCESSOR;
  }
}
