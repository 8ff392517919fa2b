package org.bascule.bridge.upcall;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An upcall looks its number up while the table grows. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "found")
@Outcome(expect = FORBIDDEN, desc = "not found though it is there, or another one found")
@State
public class FindWhileGrowing {
  private static final int FIRST_SIZE = 16;

  private final Object function = new Object();
  private final Object another = new Object();
  private final RegistrationTable table = TableParts.table();
  private final long number = TableParts.add(table, function).number();

  public FindWhileGrowing() {
    for (int i = 2; i < FIRST_SIZE; i++) {
      table.newNumber();
    }
  }

  @Actor
  public void growing() {
    TableParts.add(table, another);
  }

  @Actor
  public void finding(I_Result result) {
    result.r1 = TableParts.find(table, number);
  }
}
