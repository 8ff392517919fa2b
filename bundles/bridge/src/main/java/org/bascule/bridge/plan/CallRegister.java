package org.bascule.bridge.plan;

import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;

/**
 * In which register a function leaves its result. On x86 that of a struct of one float or double
 * depends on the compiler: GCC's code has it in ST(0), as if there were no struct (its manual,
 * {@code -freg-struct-return}), Microsoft's in EDX:EAX; the host looks.
 */
public final class CallRegister {
  private CallRegister() {}

  /** What a call with this result asks for, a constant of {@link ResultRegister}. */
  public static byte of(ResultStep result, Abi abi) {
    if (abi == Abi.X86
        && result instanceof ResultStep.Image image
        && image.register() == ResultRegister.Integer
        && isLoneFloat(image.marshaller().layout())) {
      return (byte)
          (image.marshaller().layout().size() == Float.BYTES
              ? ResultRegister.Either32
              : ResultRegister.Either64);
    }
    return result.register();
  }

  private static boolean isLoneFloat(Layout layout) {
    if (layout instanceof Layout.Struct struct) {
      return struct.members().size() == 1
          && struct.members().get(0).layout().size() == struct.size()
          && isLoneFloat(struct.members().get(0).layout());
    }
    if (layout instanceof Layout.Array array) {
      return array.count() == 1 && isLoneFloat(array.element());
    }
    return layout instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.FLOATING;
  }
}
