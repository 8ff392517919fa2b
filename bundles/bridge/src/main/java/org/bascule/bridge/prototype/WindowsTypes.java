package org.bascule.bridge.prototype;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;

/**
 * The types of Windows' headers, for one ABI. The build has written them down, one declaration a
 * line; they are looked through when the first name is asked for, and each is read when it is.
 */
public final class WindowsTypes implements TypeNames {
  private static final String BEGIN = "/* ";
  private static final String END = " */ ";

  private final Abi abi;
  private final Map<String, Optional<CType>> known = new ConcurrentHashMap<>();
  private Map<String, String> lines;

  /** Those that hold for this ABI; costs nothing until a name is asked for. */
  public WindowsTypes(Abi abi) {
    this.abi = abi;
  }

  @Override
  public Optional<CType> find(String name) {
    Optional<CType> found = known.get(name);
    if (found == null) {
      String line = lines().get(name);
      if (line == null) {
        return Optional.empty();
      }
      // Not remembered for any name at all: there is no end of those.
      found = DeclarationReader.read(line, Declarations.NONE).all().type(name);
      known.put(name, found);
    }
    return found;
  }

  /** What is declared. */
  public Set<String> names() {
    return Set.copyOf(lines().keySet());
  }

  private synchronized Map<String, String> lines() {
    if (lines == null) {
      Map<String, String> all = new HashMap<>();
      add("windows.h", all);
      add("windows-" + abi.name().toLowerCase(Locale.ROOT) + ".h", all);
      lines = all;
    }
    return lines;
  }

  private static void add(String resource, Map<String, String> lines) {
    try (InputStream in =
            Objects.requireNonNull(WindowsTypes.class.getResourceAsStream(resource), resource);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        int end = line.indexOf(END);
        lines.put(line.substring(BEGIN.length(), end), line.substring(end + END.length()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
