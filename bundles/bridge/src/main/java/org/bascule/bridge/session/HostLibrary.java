package org.bascule.bridge.session;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.bridge.call.HostRequests;
import org.bascule.error.LinkError;
import org.bascule.spi.Address;
import org.bascule.spi.ExportLookup;

/** A DLL that a host has loaded. */
final class HostLibrary implements LoadedLibrary {
  private final String name;
  private final HostRequests.LoadedModule loaded;
  private final HostRequests requests;
  private final MissingExport missing;

  /**
   * A loaded DLL.
   *
   * @param whyNowhere says of a forwarder's target why there is nothing
   */
  HostLibrary(
      String name,
      HostRequests.LoadedModule loaded,
      HostRequests requests,
      UnaryOperator<String> whyNowhere) {
    this.name = name;
    this.loaded = loaded;
    this.requests = requests;
    this.missing = new MissingExport(this, whyNowhere);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String path() {
    return loaded.path();
  }

  @Override
  public long module() {
    return loaded.module();
  }

  @Override
  public List<ExportInfo> exports() {
    return requests.exports(loaded.module());
  }

  /**
   * The address of the first of these functions that there is.
   *
   * @throws LinkError if the DLL exports none of them, or a variable
   */
  long function(List<String> names) {
    for (String each : names) {
      Optional<HostRequests.Found> found = find(each);
      if (found.isPresent()) {
        return called(each, found.get());
      }
    }
    throw missing.export(names.get(0));
  }

  /**
   * The address of a function.
   *
   * @param function an exported name, or {@code #} and an ordinal
   * @throws LinkError if the DLL does not export it, or as a variable
   */
  long function(String function) {
    return called(function, find(function).orElseThrow(() -> missing.export(function)));
  }

  private long called(String function, HostRequests.Found found) {
    if (!found.executable()) {
      throw missing.notAFunction(function);
    }
    return found.address();
  }

  /**
   * The address of a function or variable.
   *
   * @throws LinkError if the DLL does not export it
   */
  long resolve(String export) {
    return find(export).orElseThrow(() -> missing.export(export)).address();
  }

  private Optional<HostRequests.Found> find(String export) {
    return export.matches("#\\d{1,5}")
        ? requests.resolve(module(), Integer.parseInt(export.substring(1)))
        : requests.resolve(module(), export);
  }

  /** The same for those who bind functions. */
  ExportLookup lookup() {
    return new ExportLookup() {
      @Override
      public long module() {
        return HostLibrary.this.module();
      }

      @Override
      public long address(String export) {
        return resolve(export);
      }
    };
  }

  @Override
  public Address address(String export) {
    return new Address(resolve(Required.given(export, "look an export up", "export")));
  }
}
