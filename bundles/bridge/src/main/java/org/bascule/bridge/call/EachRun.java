package org.bascule.bridge.call;

import java.util.List;
import org.bascule.protocol.CallStatus;
import org.bascule.spi.WindowsMemory;

/**
 * One function that is being called many times, so many calls in each turn. Confined to the lane's
 * thread; to be closed there.
 */
public final class EachRun implements AutoCloseable {
  private final EachTemplate template;
  private final Activation activation;
  private final WindowsMemory[] columns;
  private final WindowsMemory results;

  /**
   * Begins on the calling thread's lane, and has memory for the columns.
   *
   * @param columns the arguments that change
   * @param resultBytes of one result that is kept; 0 for none
   * @param most calls in one turn
   * @throws org.bascule.error.BasculeException if there is no memory for them
   */
  public EachRun(CallTarget function, List<EachColumn> columns, int resultBytes, int most) {
    template = EachTemplate.of(function.called(), columns, resultBytes);
    activation = function.with(template.call()).enter();
    try {
      activation.placeFrame();
      this.columns = new WindowsMemory[columns.size()];
      for (int i = 0; i < this.columns.length; i++) {
        this.columns[i] = column(i, columns.get(i), most);
      }
      results = activation.allocate((long) most * resultBytes, Long.BYTES);
      putLong(template.results(), results.address());
    } catch (RuntimeException | Error e) {
      activation.leave();
      throw e;
    }
  }

  private WindowsMemory column(int index, EachColumn column, int most) {
    // What overruns it is told as that argument's.
    activation.slotImage(column.slot(), WindowFrame.SLOT);
    WindowsMemory memory = activation.allocate((long) most * column.bytes(), Long.BYTES);
    putLong(template.columns() + index * EachTemplate.COLUMN_SIZE, memory.address());
    return memory;
  }

  /** Sets an argument that all calls have in common. */
  public void putSlots(int slot, int slots, long bits) {
    if (slots == 2) {
      activation.putSlotPair(slot, bits);
    } else {
      activation.putSlot(slot, bits);
    }
  }

  /** The values of a column for the next turn, one after the other. */
  public WindowsMemory column(int index) {
    return columns[index];
  }

  /** The results of the last turn, one after the other. */
  public WindowsMemory results() {
    return results;
  }

  /** Windows' last error when the last call had returned. */
  public int lastError() {
    return activation.lastError();
  }

  /**
   * Makes the calls of one turn, or as many of them as there can be without Java being asked.
   *
   * @param count how many
   * @return how many have returned; at least one
   * @throws Throwable what a callback has thrown, or why a call did not return
   */
  public int call(int count) throws Throwable {
    activation.window.putInt(activation.base() + template.count(), count);
    putLong(template.progress(), 0);
    activation.outcome().pending();
    activation.callPlaced();
    int returned = returned();
    if (returned <= 0 || returned > count) {
      throw Faults.noProgress(count, returned);
    }
    return returned;
  }

  /** How many calls of the last turn have returned. */
  public int returned() {
    return (int) activation.window.getLong(activation.base() + template.progress());
  }

  /** Whether the last turn ended with a call that did not return as it should. */
  public boolean stopped() {
    int status = activation.outcome().status();
    return status != (int) CallStatus.Pending && status != CallStatus.Returned;
  }

  private void putLong(int offset, long value) {
    activation.window.putLong(activation.base() + offset, value);
  }

  /** Gives the memory back, however it went. */
  @Override
  public void close() {
    activation.leave();
  }
}
