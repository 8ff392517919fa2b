package org.bascule.windowsjna.door;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;
import org.bascule.windowsjna.JvmWorld;

/** Opened when a program loads the first class that has to do with DLLs. */
public final class Door implements Function<Instrumentation, ClassFileTransformer> {
  /** Made by the agent. */
  public Door() {}

  @Override
  public ClassFileTransformer apply(Instrumentation instrumentation) {
    JvmWorld.is(new FirstUse());
    JnaClasses jna = JnaClasses.ofSystem();
    return new GuestClasses(
        jna, new NamedModules(instrumentation), new OtherLoaders(instrumentation, jna));
  }
}
