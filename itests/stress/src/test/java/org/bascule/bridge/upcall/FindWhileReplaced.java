package org.bascule.bridge.upcall;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An upcall looks its number up while that is removed and its place in the table used again. */
@JCStressTest
@Outcome(
    id = "[01], [01]",
    expect = ACCEPTABLE,
    desc = "found, or found to be gone or not there yet")
@Outcome(expect = FORBIDDEN, desc = "somebody else's registration")
@State
public class FindWhileReplaced {
  private final Object function = new Object();
  private final Object another = new Object();
  private final RegistrationTable table = TableParts.table();
  private final Registration old = TableParts.add(table, function);
  private final long oldNumber = old.number();
  private final long newNumber;

  public FindWhileReplaced() {
    // Numbers are counted in their high bits, and the place is used again at once.
    long step = TableParts.add(TableParts.table(), function).number();
    newNumber = oldNumber + (step & -2);
  }

  @Actor
  public void replacing() {
    table.remove(old);
    TableParts.add(table, another);
  }

  @Actor
  public void finding(II_Result result) {
    result.r1 = TableParts.find(table, oldNumber);
    result.r2 = TableParts.find(table, newNumber);
  }
}
