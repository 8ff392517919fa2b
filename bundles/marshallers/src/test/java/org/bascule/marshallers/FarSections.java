package org.bascule.marshallers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;

/** Sections whose views are of another process's memory: every access to them is counted. */
public final class FarSections implements Sections {
  private final HeapSections near;
  private final List<String> accesses = new ArrayList<>();

  public FarSections(HeapSections near) {
    this.near = near;
  }

  /** The names of the accessors that were called since they were last taken. */
  public List<String> takeAccesses() {
    List<String> taken = List.copyOf(accesses);
    accesses.clear();
    return taken;
  }

  @Override
  public WindowsMemory view(long address, long size) {
    return counted(near.view(address, size));
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    accesses.add("readTerminated");
    return near.readTerminated(address, unit);
  }

  @Override
  public WindowsMemory allocate(long size, int alignment) {
    return near.allocate(size, alignment);
  }

  @Override
  public WindowsMemory argument(int index) {
    return near.argument(index);
  }

  @Override
  public WindowsMemory result() {
    return near.result();
  }

  @Override
  public <T> T notes(Class<T> type, Supplier<T> empty) {
    return near.notes(type, empty);
  }

  @Override
  public void release(long address, String function) {
    near.release(address, function);
  }

  private WindowsMemory counted(WindowsMemory memory) {
    return (WindowsMemory)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {WindowsMemory.class},
            (proxy, method, arguments) -> invoke(memory, method, arguments));
  }

  private Object invoke(WindowsMemory memory, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (name.startsWith("get") || name.startsWith("put")) {
      accesses.add(name);
    }
    try {
      Object result = method.invoke(memory, arguments);
      return result instanceof WindowsMemory slice ? counted(slice) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
