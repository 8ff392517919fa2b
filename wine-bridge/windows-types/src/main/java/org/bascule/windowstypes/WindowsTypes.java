package org.bascule.windowstypes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tool: writes {@code windows.h}, with what both widths declare alike, {@code windows-x64.h}
 * and {@code windows-x86.h}. One declaration a line, what it declares in front.
 */
public final class WindowsTypes {
  private static final String COMMON = "windows.h";

  private WindowsTypes() {}

  /**
   * Reads the headers and writes the files.
   *
   * @param arguments the directory to write to
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    if (isFresh(directory)) {
      return;
    }
    Map<Width, SortedMap<String, String>> lists = new EnumMap<>(Width.class);
    Path header = Files.createTempFile("bascule-headers", ".h");
    try (InputStream in = WindowsTypes.class.getResourceAsStream("headers.h")) {
      Files.write(header, Objects.requireNonNull(in, "headers.h").readAllBytes());
      for (Width width : Width.values()) {
        lists.put(width, TypeList.of(CastXml.read(header, width)));
      }
    } finally {
      Files.delete(header);
    }
    write(directory, lists);
  }

  /** Whether this tool has not changed since; other headers come with a clean build. */
  private static boolean isFresh(Path directory) throws IOException {
    Path common = directory.resolve(COMMON);
    if (!Files.exists(common)) {
      return false;
    }
    FileTime written = Files.getLastModifiedTime(common);
    try (Stream<Path> own = Files.walk(ownCode())) {
      return own.map(Path::toFile).allMatch(file -> file.lastModified() < written.toMillis());
    }
  }

  /** A directory or a jar. */
  private static Path ownCode() throws IOException {
    try {
      return Path.of(
          WindowsTypes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** The common file last: when it is there, all are. */
  private static void write(Path directory, Map<Width, SortedMap<String, String>> lists)
      throws IOException {
    SortedMap<String, String> common = new TreeMap<>(lists.get(Width.X64));
    common.entrySet().retainAll(lists.get(Width.X86).entrySet());
    for (Map.Entry<Width, SortedMap<String, String>> list : lists.entrySet()) {
      SortedMap<String, String> own = new TreeMap<>(list.getValue());
      own.keySet().removeAll(common.keySet());
      write(directory.resolve("windows-" + list.getKey().word() + ".h"), own);
    }
    write(directory.resolve(COMMON), common);
  }

  private static void write(Path file, SortedMap<String, String> lines) throws IOException {
    String text =
        lines.entrySet().stream()
            .map(line -> "/* " + line.getKey() + " */ " + line.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(file, text);
  }
}
