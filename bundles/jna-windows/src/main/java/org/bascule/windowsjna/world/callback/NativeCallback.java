package org.bascule.windowsjna.world.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import java.lang.ref.WeakReference;
import java.util.List;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawShape;
import org.bascule.bridge.raw.RawUpcall;
import org.bascule.spi.Convention;
import org.bascule.windowsjna.world.call.SharedBuffers;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** A callback of JNA's as the DLL calls it. Refers to JNA's object weakly, as native code does. */
final class NativeCallback implements RawCallback {
  private static final System.Logger LOG = System.getLogger("org.bascule.windowsjna");

  private final WeakReference<CallbackProxy> proxy;
  private final List<ArgumentReader> readers;
  private final ResultWriter writer;
  private final ForeignThreads threads;
  private final SharedBuffers buffers;
  private final Heap heap;
  private final WorldMemory memory;

  NativeCallback(
      CallbackProxy proxy,
      List<ArgumentReader> readers,
      ResultWriter writer,
      ForeignThreads threads,
      SharedBuffers buffers,
      Heap heap,
      WorldMemory memory) {
    this.proxy = new WeakReference<>(proxy);
    this.readers = readers;
    this.writer = writer;
    this.threads = threads;
    this.buffers = buffers;
    this.heap = heap;
    this.memory = memory;
  }

  RawShape shape(Convention convention) {
    int slot = writer.hidden() > 0 ? 1 : 0;
    int floating = 0;
    for (ArgumentReader reader : readers) {
      if (reader.floating() && slot < 4) {
        floating |= 1 << slot;
      }
      slot += reader.slots();
    }
    return new RawShape(convention, writer.register(), floating, slot);
  }

  @Override
  public void run(RawUpcall call) {
    if (threads.isLane()) {
      threads.run(call, this::attachment, () -> serve(call));
    } else {
      serve(call);
    }
  }

  private void serve(RawUpcall call) {
    CallbackProxy living = proxy.get();
    if (living == null) {
      LOG.log(System.Logger.Level.ERROR, "JNA: callback object has been garbage collected");
      writer.writing().write(null, call, memory);
      return;
    }
    try (UpcallMemory values = new UpcallMemory(heap, memory)) {
      buffers.toJava();
      Object result = result(living, arguments(call, values));
      buffers.toDll();
      writer.writing().write(result, call, memory);
    } catch (Throwable thrown) {
      told(living, thrown);
    }
  }

  private Object[] arguments(RawUpcall call, UpcallMemory values) {
    Object[] arguments = new Object[readers.size()];
    int slot = writer.hidden() > 0 ? 1 : 0;
    for (int i = 0; i < arguments.length; i++) {
      ArgumentReader reader = readers.get(i);
      arguments[i] = reader.reading().read(call, slot, values);
      slot += reader.slots();
    }
    return arguments;
  }

  private static Object result(CallbackProxy living, Object[] arguments) {
    try {
      return living.callback(arguments);
    } catch (Throwable thrown) {
      told(living, thrown);
      return null;
    }
  }

  /** JNA's handler is told; what it throws itself is told in the log. */
  private static void told(CallbackProxy living, Throwable thrown) {
    try {
      Native.getCallbackExceptionHandler().uncaughtException(JnaInside.own(living), thrown);
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, "JNA: error handling callback exception, continuing", e);
    }
  }

  private Attachment attachment() {
    CallbackProxy living = proxy.get();
    Callback own = living == null ? null : JnaInside.own(living);
    CallbackThreadInitializer initializer = own == null ? null : JnaInside.initializer(own);
    try {
      return initializer == null ? Attachment.USUAL : Attachment.asked(initializer, own);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "JNA: a callback thread initializer has failed", e);
      return Attachment.USUAL;
    }
  }

  @Override
  public Thread newThread(int windowsThread, Runnable body) {
    return threads.carrier(windowsThread, body);
  }
}
