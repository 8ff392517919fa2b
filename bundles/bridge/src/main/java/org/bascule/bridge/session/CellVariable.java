package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import org.bascule.bridge.Variable;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Address;

/** A variable whose marshaller is found again after each change of the registry. */
final class CellVariable<T> implements Variable<T> {
  private final String name;
  private final Address address;
  private final boolean constant;
  private final FunctionSite site;
  private final MethodHandle cell;

  /**
   * A variable that is bound at once.
   *
   * @param constant whether writing is refused
   * @param binder makes the cell of the present marshaller
   */
  CellVariable(String name, Address address, boolean constant, Supplier<Cell<T>> binder) {
    this.name = name;
    this.address = address;
    this.constant = constant;
    this.site =
        new FunctionSite(
            MethodType.methodType(Cell.class),
            () -> MethodHandles.constant(Cell.class, binder.get()));
    this.cell = site.dynamicInvoker();
    site.bind();
  }

  FunctionSite site() {
    return site;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return cell().size();
  }

  @Override
  public T get() {
    return cell().read();
  }

  @Override
  public void set(T value) {
    if (constant) {
      throw new ValueException(
          new Diagnosis(
              ErrorCode.BAD_ARGUMENT,
              "write the variable " + name,
              "",
              "a variable that may be written",
              "one that was declared const",
              "declare it without const, if the DLL lets it be written; nothing was sent"));
    }
    cell().write(value);
  }

  @Override
  public String text() {
    return cell().text();
  }

  @Override
  public String toString() {
    return name + String.format(" at 0x%016x", address.bits());
  }

  @SuppressWarnings("unchecked")
  private Cell<T> cell() {
    try {
      return (Cell<T>) cell.invokeExact();
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    }
  }
}
