package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import org.bascule.protocol.Carry;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Limit;
import org.bascule.protocol.Message;
import org.bascule.protocol.ResultRegister;
import org.bascule.protocol.Section;

/**
 * Finds out which functions are called with the same small sections again and again, and has the
 * host know. Those of varying length are soon left alone. Confined to the lane's thread.
 */
final class Carriages {
  /** So often a function may have other sections than the time before. */
  private static final int PATIENCE = 8;

  /** So many calls whose sections did travel make up for one that had others. */
  private static final int REWARD = 64;

  /** What was seen of one function. */
  private static final class Trial {
    final int number;
    SectionShape shape;
    long[] slots;
    int changes;
    int travels;

    Trial(int number) {
      this.number = number;
    }
  }

  private final Caller caller;
  private final SessionMemory memory;
  private final KeptFrames kept;

  /** By the number of their functions, as the kept frames. */
  private final Trial[] trials = new Trial[Limit.KeptFrames];

  Carriages(Caller caller, KeptFrames kept) {
    this.caller = caller;
    this.memory = caller.memory();
    this.kept = kept;
  }

  /** A call with these sections has travelled. */
  void travelled(int number) {
    Trial trial = trials[number % Limit.KeptFrames];
    if (trial != null && trial.number == number && ++trial.travels >= REWARD) {
      trial.travels = 0;
      trial.changes = Math.max(0, trial.changes - 1);
    }
  }

  /**
   * Looks at a call that is about to be made and does not travel, though its frame is kept. If the
   * one before it had the same sections, the next one travels.
   *
   * @param sections those of the call
   * @param slots of the call
   */
  void look(CallTarget target, LotSections sections, ByteBuffer slots) {
    if (!sections.couldTravel() || target.called().register() > ResultRegister.Float64) {
      return;
    }
    Trial trial = trial(target.keptNumber());
    if (trial.changes > PATIENCE) {
      return;
    }
    long[] now = new long[target.template().slotCount()];
    for (int i = 0; i < now.length; i++) {
      now[i] = slots.getLong(WindowFrame.SLOT * i);
    }
    SectionShape shape = sections.shape();
    long[] before = trial.slots;
    boolean again = shape.equals(trial.shape);
    trial.shape = shape;
    trial.slots = now;
    Carriage carriage = again ? Carriage.of(shape, now, before, memory) : null;
    if (carriage == null) {
      trial.changes++;
    } else if (kept.carriage(trial.number) == null || ++trial.changes <= PATIENCE) {
      arrange(trial.number, carriage);
    }
  }

  private Trial trial(int number) {
    int place = number % Limit.KeptFrames;
    Trial trial = trials[place];
    if (trial == null || trial.number != number) {
      trial = new Trial(number);
      trials[place] = trial;
    }
    return trial;
  }

  private void arrange(int number, Carriage carriage) {
    SectionShape shape = carriage.shape();
    FlatBufferBuilder b = new FlatBufferBuilder(256);
    Carry.startSectionsVector(b, shape.count());
    for (int i = shape.count() - 1; i >= 0; i--) {
      Section.createSection(b, shape.address(i), shape.size(i));
    }
    int sections = b.endVector();
    int slots = Carry.createSlotsVector(b, carriage.values());
    int carry = Carry.createCarry(b, number, carriage.fixed(), slots, sections, Guard.WORD);
    Frame.finishFrameBuffer(b, Frame.createFrame(b, 0, Message.Carry, carry));
    // What it says of a frame that is not the last one it was told of is void.
    kept.carry(number, null);
    if (caller.request(b.dataBuffer()).messageType() == Message.Done && kept.has(number)) {
      kept.carry(number, carriage);
    }
  }
}
