package org.bascule.bridge.pe;

import com.kichik.pecoff4j.ImportDirectory;
import com.kichik.pecoff4j.PE;
import com.kichik.pecoff4j.RVAConverter;
import com.kichik.pecoff4j.io.PEParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the headers of a Windows DLL say.
 *
 * @param machine the processor, as in the PE header: {@code 0x8664} is AMD64, {@code 0x14c} i386
 * @param dll whether it is a DLL and no program
 * @param imports the modules that it needs
 */
public record PeFile(int machine, boolean dll, List<String> imports) {
  /** AMD64 (PE specification, "Machine Types"). */
  public static final int AMD64 = 0x8664;

  /** i386. */
  public static final int I386 = 0x14C;

  private static final int DLL_CHARACTERISTIC = 0x2000;
  private static final int PE_POINTER = 0x3C;
  private static final int PE_SIGNATURE = 0x4550;

  public PeFile {
    imports = List.copyOf(imports);
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
   * Reads a file's headers.
   *
   * @throws NotPeException if it is no Windows program or DLL; the message says what it is instead
   * @throws IOException if it cannot be read
   */
  public static PeFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    checkSignature(bytes);
    try {
      PE pe = PEParser.parse(new ByteArrayInputStream(bytes));
      int characteristics = pe.getCoffHeader().getCharacteristics();
      return new PeFile(
          pe.getCoffHeader().getMachine(),
          (characteristics & DLL_CHARACTERISTIC) != 0,
          imports(pe, bytes));
    } catch (IOException | RuntimeException e) {
      throw new NotPeException("a damaged Windows file (" + e + ")");
    }
  }

  private static void checkSignature(byte[] bytes) throws NotPeException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (startsWith(bytes, "\u007fELF")) {
      throw new NotPeException("a Linux program or library (ELF)");
    }
    if (!startsWith(bytes, "MZ") || bytes.length < PE_POINTER + 4) {
      throw new NotPeException(
          bytes.length == 0 ? "an empty file" : "no Windows file (no MZ header)");
    }
    int header = buffer.getInt(PE_POINTER);
    if (header < 0 || header > bytes.length - 4 || buffer.getInt(header) != PE_SIGNATURE) {
      throw new NotPeException("an MZ file without a PE header");
    }
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= expected.length
        && ByteBuffer.wrap(bytes, 0, expected.length).equals(ByteBuffer.wrap(expected));
  }

  /** The library reads the entries but not their names, so these are fetched here. */
  private static List<String> imports(PE pe, byte[] bytes) {
    List<String> names = new ArrayList<>();
    ImportDirectory directory = pe.getImageData().getImportTable();
    RVAConverter addresses = pe.getSectionTable().getRVAConverter();
    for (int i = 0; directory != null && i < directory.size(); i++) {
      int start =
          addresses.convertVirtualAddressToRawDataPointer(directory.getEntry(i).getNameRVA());
      int end = start;
      while (bytes[end] != 0) {
        end++;
      }
      names.add(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
    }
    return names;
  }

  /** The file is something else. */
  public static final class NotPeException extends IOException {
    private static final long serialVersionUID = 1L;

    NotPeException(String whatItIs) {
      super(whatItIs);
    }
  }
}
