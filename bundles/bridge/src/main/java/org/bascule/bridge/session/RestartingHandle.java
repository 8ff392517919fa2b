package org.bascule.bridge.session;

import java.util.List;
import java.util.function.Function;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.error.HostEndedException;

/** A function handle that is bound in each life of a session anew. */
final class RestartingHandle implements FunctionHandle {
  private final Lives lives;
  private final Function<WineSession, FunctionHandle> binder;
  private volatile InLife bound;

  private record InLife(WineSession life, FunctionHandle handle) {}

  /** Bound at once. */
  RestartingHandle(Lives lives, Function<WineSession, FunctionHandle> binder) {
    this.lives = lives;
    this.binder = binder;
    now();
  }

  /** That of the present life. */
  private FunctionHandle now() {
    return in(lives.running());
  }

  /** That of a life. */
  FunctionHandle in(WineSession life) {
    InLife known = bound;
    if (known == null || known.life() != life) {
      known = new InLife(life, binder.apply(life));
      bound = known;
    }
    return known.handle();
  }

  private FunctionHandle last() {
    return bound.handle();
  }

  @Override
  public String name() {
    return last().name();
  }

  @Override
  public String prototype() {
    return last().prototype();
  }

  @Override
  public List<String> parameters() {
    return last().parameters();
  }

  @Override
  public List<String> parameterNames() {
    return last().parameterNames();
  }

  @Override
  public boolean isVariadic() {
    return last().isVariadic();
  }

  @Override
  public Object call(Object... arguments) {
    FunctionHandle now = now();
    try {
      return now.call(arguments);
    } catch (HostEndedException e) {
      throw lives.noticed(e);
    }
  }

  @Override
  public Object each(Object... arguments) {
    FunctionHandle now = now();
    try {
      return now.each(arguments);
    } catch (HostEndedException e) {
      throw lives.noticed(e);
    }
  }

  @Override
  public CallResult invoke(Object... arguments) {
    FunctionHandle now = now();
    try {
      return now.invoke(arguments);
    } catch (HostEndedException e) {
      throw lives.noticed(e);
    }
  }

  @Override
  public String explain() {
    return now().explain();
  }

  @Override
  public String toString() {
    return last().toString();
  }
}
