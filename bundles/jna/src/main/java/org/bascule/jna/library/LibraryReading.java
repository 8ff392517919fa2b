package org.bascule.jna.library;

import com.sun.jna.Library;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.InterfaceRules;
import org.osgi.service.component.annotations.Component;

/** Interfaces that extend JNA's {@link Library}. */
@Component(service = InterfaceReading.class)
public final class LibraryReading implements InterfaceReading {
  @Override
  public Optional<InterfaceRules> read(Class<?> type, Optional<Map<String, ?>> given) {
    OtherJna.check(type);
    if (!Library.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    LibraryOptions options = LibraryOptions.of(type, given).checked();
    options.publish();
    return Optional.of(new LibraryRules(options));
  }
}
