package org.bascule.bridge.pe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bascule.spi.Abi;

/**
 * What the headers of a Windows DLL say.
 *
 * @param machine the processor, as in the PE header: {@code 0x8664} is AMD64, {@code 0x14c} i386
 * @param dll whether it is a DLL and no program
 * @param imports the modules that it needs
 * @param delayedImports the modules that it loads when it first calls them
 */
public record PeFile(int machine, boolean dll, List<String> imports, List<String> delayedImports) {
  /** AMD64 (PE specification, "Machine Types"). */
  public static final int AMD64 = 0x8664;

  /** i386. */
  public static final int I386 = 0x14C;

  private static final int DLL_CHARACTERISTIC = 0x2000;

  /** An MZ header with the offset of a PE header at its end. */
  private static final int SMALLEST = 0x40;

  public PeFile {
    imports = List.copyOf(imports);
    delayedImports = List.copyOf(delayedImports);
  }

  /** The width of the programs that it can be loaded into; empty for other processors. */
  public Optional<Abi> abi() {
    return switch (machine) {
      case AMD64 -> Optional.of(Abi.X64);
      case I386 -> Optional.of(Abi.X86);
      default -> Optional.empty();
    };
  }

  /** The processor's name for people. */
  public String machineName() {
    return switch (machine) {
      case AMD64 -> "64-bit (AMD64)";
      case I386 -> "32-bit (i386)";
      case 0xAA64 -> "64-bit (ARM64)";
      default -> String.format("for machine 0x%x", machine);
    };
  }

  /**
   * Reads a file's headers and imports, and looks whether it can be what they say.
   *
   * @throws NotPeException if it is no Windows program or DLL; the message says what it is instead
   * @throws IOException if it cannot be read
   */
  public static PeFile read(Path file) throws IOException {
    return read(file, PeFile::of);
  }

  private static PeFile of(PeImage image) throws IOException {
    PeImports imports = new PeImports(image);
    boolean dll = (image.characteristics() & DLL_CHARACTERISTIC) != 0;
    PeFile file = new PeFile(image.machine(), dll, imports.loaded(), imports.delayed());
    if (file.abi().isPresent()) {
      new PeSoundness(image).check();
    }
    return file;
  }

  /** Something that is read out of a file. */
  interface Part<T> {
    T read(PeImage image) throws IOException;
  }

  /** Reads a part of a Windows file, whose damages are told as what it is. */
  static <T> T read(Path file, Part<T> part) throws IOException {
    try (PeBytes bytes = PeBytes.open(file)) {
      checkKind(bytes);
      return part.read(new PeImage(bytes));
    } catch (PeBytes.DamagedException e) {
      throw new NotPeException("a damaged Windows file (" + e.getMessage() + ")");
    }
  }

  private static void checkKind(PeBytes bytes) throws IOException {
    if (bytes.startsWith("\u007fELF")) {
      throw new NotPeException("a Linux program or library (ELF)");
    }
    if (!bytes.startsWith("MZ") || bytes.size() < SMALLEST) {
      throw new NotPeException(
          bytes.size() == 0 ? "an empty file" : "no Windows file (no MZ header)");
    }
  }

  /** The file is something else. */
  public static final class NotPeException extends IOException {
    private static final long serialVersionUID = 1L;

    NotPeException(String whatItIs) {
      super(whatItIs);
    }
  }
}
