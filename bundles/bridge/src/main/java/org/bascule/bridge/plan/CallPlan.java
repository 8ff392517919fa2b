package org.bascule.bridge.plan;

import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bascule.bridge.call.ArgumentPlace;
import org.bascule.protocol.Limit;
import org.bascule.spi.Directive;

/**
 * The compiled, verified, immutable recipe for one function.
 *
 * @param signature what it was compiled from
 * @param arguments in order
 * @param writeOrder the order in which arguments are written
 * @param result the result
 * @param slotCount slots of all arguments, that of a hidden one included
 * @param generation of the registry it was compiled against
 * @param origins which factory of which bundle takes the type at each path
 * @param directives what is said of the pointer at each path, in structs too
 */
public record CallPlan(
    Signature signature,
    List<ArgumentStep> arguments,
    List<Integer> writeOrder,
    ResultStep result,
    int slotCount,
    int generation,
    Map<String, String> origins,
    Map<String, Directive> directives) {

  public CallPlan {
    arguments = List.copyOf(arguments);
    writeOrder = List.copyOf(writeOrder);
    origins = Map.copyOf(origins);
    directives = Map.copyOf(directives);
    int next = result.hiddenSlots();
    for (ArgumentStep step : arguments) {
      if (step.slot() != next) {
        throw new IllegalStateException("slot " + step.slot() + " where " + next + " is due");
      }
      next += step.slots();
    }
    if (next != slotCount || slotCount > Limit.CallSlots) {
      throw new IllegalStateException(slotCount + " slots, but the arguments take " + next);
    }
  }

  /** The functions that free memory, as directives name them. */
  public Set<String> freeing() {
    Set<String> names = new TreeSet<>();
    directives.values().forEach(directive -> directive.free().ifPresent(names::add));
    return names;
  }

  /** The type of the handle that runs it. */
  public MethodType methodType() {
    return MethodType.methodType(
        result.carrier(), arguments.stream().<Class<?>>map(ArgumentStep::carrier).toList());
  }

  /** Where each argument's value lies, for lengths that are read from it. */
  public List<ArgumentPlace> places() {
    return arguments.stream().map(CallPlan::place).toList();
  }

  private static ArgumentPlace place(ArgumentStep step) {
    boolean copied = step instanceof ArgumentStep.ByValue value && value.asPointer();
    return new ArgumentPlace(
        step.slot(), step.slots(), copied ? step.marshaller().layout().size() : 0);
  }
}
