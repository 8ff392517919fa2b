package org.bascule.bridge.upcall;

import java.util.List;
import java.util.Optional;
import org.bascule.bridge.call.UpcallShape;
import org.bascule.bridge.call.UpcallTarget;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Convention;
import org.bascule.spi.FunctionType;

/** What is the same in all tests of the table. */
final class TableParts {
  static final int NOTHING = 0;
  static final int RIGHT = 1;
  static final int WRONG = 2;

  private static final Housekeeper HOUSEKEEPER = new Housekeeper();
  private static final FunctionType FUNCTION =
      new FunctionType("a function", Convention.CDECL, Optional.empty(), List.of(), List.of());
  static final CallbackType<?> TYPE =
      new CallbackType<>(null, FUNCTION, null, null, Optional.empty());
  private static final UpcallShape SHAPE = new UpcallShape((byte) 0, (byte) 0, 0, 0, List.of());

  private TableParts() {}

  static RegistrationTable table() {
    return new RegistrationTable(HOUSEKEEPER, collected -> {});
  }

  /** Adds a function under a new number. */
  static Registration add(RegistrationTable table, Object function) {
    UpcallTarget target = new UpcallTarget(table.newNumber(), SHAPE, null);
    return table.add(
        function, reference -> new Registration(TYPE, reference, target, target.number(), true));
  }

  static int find(RegistrationTable table, long number) {
    Registration found = table.find(number);
    return found == null ? NOTHING : found.number() == number ? RIGHT : WRONG;
  }
}
