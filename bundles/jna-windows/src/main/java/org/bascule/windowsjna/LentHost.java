package org.bascule.windowsjna;

import java.lang.ref.WeakReference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.bridge.raw.RawBlock;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawShape;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.spi.Abi;

/**
 * A host as one world has it: when the world is closed, what it still holds of the host is given
 * back, and for the world it is as if the host had ended. The host itself knows a world weakly.
 * Thread-safe.
 */
final class LentHost implements RawHost, AutoCloseable {
  private static final String READ = "read memory of the Wine host";

  private final RawHost host;
  private final Set<Long> callbacks = ConcurrentHashMap.newKeySet();
  private final Set<RawBlock> blocks = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Runnable> listeners = new ArrayList<>();
  private final Object ending = new Object();
  private final EndedHost guard = new EndedHost(this::end);
  private boolean ended;

  private LentHost(RawHost host) {
    this.host = host;
  }

  static LentHost of(RawHost host) {
    LentHost lent = new LentHost(host);
    WeakReference<LentHost> weak = new WeakReference<>(lent);
    host.onEnd(
        () -> {
          LentHost living = weak.get();
          if (living != null) {
            living.end();
          }
        });
    return lent;
  }

  @Override
  public void close() {
    end();
    callbacks.forEach(host::freeCallback);
    List<RawBlock> all;
    synchronized (this) {
      all = List.copyOf(blocks);
      blocks.clear();
    }
    all.forEach(RawBlock::close);
  }

  /** When this returns, everybody has been told, whoever has done it. */
  private void end() {
    synchronized (ending) {
      List<Runnable> all;
      synchronized (this) {
        ended = true;
        all = List.copyOf(listeners);
        listeners.clear();
      }
      all.forEach(Runnable::run);
    }
  }

  @Override
  public void onEnd(Runnable listener) {
    synchronized (this) {
      if (!ended) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  @Override
  public RawBlock allocate(long size) {
    guard.insistOnLife("allocate shared memory");
    RawBlock block = guard.guard(() -> host.allocate(size));
    Owned owned = new Owned(this, block);
    synchronized (this) {
      blocks.add(block);
    }
    return owned;
  }

  private record Owned(LentHost owner, RawBlock block) implements RawBlock {
    @Override
    public long address() {
      return block.address();
    }

    @Override
    public ByteBuffer memory() {
      return block.memory();
    }

    @Override
    public void close() {
      synchronized (owner) {
        owner.blocks.remove(block);
      }
      block.close();
    }
  }

  @Override
  public long callback(RawShape shape, RawCallback callback) {
    long address = guard.guard(() -> host.callback(shape, callback));
    callbacks.add(address);
    return address;
  }

  @Override
  public void freeCallback(long address) {
    callbacks.remove(address);
    host.freeCallback(address);
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
  public RawFunction function(RawTarget target) {
    return guard.guarded(host.function(target));
  }

  @Override
  public long load(String library) {
    return guard.guard(() -> host.load(library));
  }

  @Override
  public void unload(long module) {
    guard.guard(() -> host.unload(module));
  }

  @Override
  public OptionalLong export(long module, String name) {
    return guard.guard(() -> host.export(module, name));
  }

  @Override
  public long addressOf(Buffer direct) {
    return host.addressOf(direct);
  }

  @Override
  public void read(long address, byte[] into, int from, int length) {
    guard.insistOnLife(READ); // Shared memory outlives its host by a moment.
    guard.guard(() -> host.read(address, into, from, length));
  }

  @Override
  public void write(long address, byte[] source, int from, int length) {
    guard.insistOnLife("write memory of the Wine host");
    guard.guard(() -> host.write(address, source, from, length));
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    guard.insistOnLife(READ);
    return guard.guard(() -> host.readTerminated(address, unit));
  }

  @Override
  public void setLastError(int code) {
    guard.guard(() -> host.setLastError(code));
  }

  @Override
  public String toString() {
    return "a world in " + host;
  }
}
