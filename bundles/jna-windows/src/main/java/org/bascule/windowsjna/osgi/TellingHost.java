package org.bascule.windowsjna.osgi;

import java.nio.Buffer;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bascule.bridge.raw.RawBlock;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawShape;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.error.Diagnosis;
import org.bascule.error.HostEndedException;
import org.bascule.spi.Abi;

/** A host that tells, once it has ended, how the bundles of its world go on. Thread-safe. */
final class TellingHost implements RawHost {
  private static final String VOID =
      "; all memory and handles that bundles of JNA's Windows world have are void";

  private final RawHost host;
  private final Supplier<String> remedy;

  /**
   * Around a host.
   *
   * @param remedy how to go on after its end
   */
  TellingHost(RawHost host, Supplier<String> remedy) {
    this.host = host;
    this.remedy = remedy;
  }

  private HostEndedException told(HostEndedException ended) {
    Diagnosis why = ended.diagnosis();
    HostEndedException told =
        new HostEndedException(
            new Diagnosis(
                why.code(),
                why.operation(),
                why.subject(),
                why.expected(),
                why.actual() + VOID,
                remedy.get()));
    told.addSuppressed(ended);
    return told;
  }

  private <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (HostEndedException e) {
      throw told(e);
    }
  }

  private void have(Runnable work) {
    try {
      work.run();
    } catch (HostEndedException e) {
      throw told(e);
    }
  }

  @Override
  public RawFunction function(RawTarget target) {
    RawFunction function = ask(() -> host.function(target));
    return (slots, lastError) -> call(function, slots, lastError);
  }

  private long call(RawFunction function, long[] slots, IntConsumer lastError) {
    try {
      return function.call(slots, lastError);
    } catch (HostEndedException e) {
      throw told(e);
    }
  }

  @Override
  public long callback(RawShape shape, RawCallback callback) {
    return ask(() -> host.callback(shape, callback));
  }

  @Override
  public void freeCallback(long address) {
    host.freeCallback(address);
  }

  @Override
  public long load(String library) {
    return ask(() -> host.load(library));
  }

  @Override
  public void unload(long module) {
    have(() -> host.unload(module));
  }

  @Override
  public OptionalLong export(long module, String name) {
    return ask(() -> host.export(module, name));
  }

  @Override
  public RawBlock allocate(long size) {
    return ask(() -> host.allocate(size));
  }

  @Override
  public long addressOf(Buffer direct) {
    return host.addressOf(direct);
  }

  @Override
  public void read(long address, byte[] into, int from, int length) {
    have(() -> host.read(address, into, from, length));
  }

  @Override
  public void write(long address, byte[] source, int from, int length) {
    have(() -> host.write(address, source, from, length));
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    return ask(() -> host.readTerminated(address, unit));
  }

  @Override
  public void setLastError(int code) {
    have(() -> host.setLastError(code));
  }

  @Override
  public String name() {
    return host.name();
  }

  @Override
  public Abi abi() {
    return host.abi();
  }

  @Override
  public int codePage() {
    return host.codePage();
  }

  @Override
  public void onEnd(Runnable listener) {
    host.onEnd(listener);
  }

  @Override
  public String toString() {
    return host.toString();
  }
}
