package org.bascule.jna.shared;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.jna.HostView;
import org.bascule.jna.structure.StructureMarshaller;
import org.bascule.spi.Marshaller;

/**
 * JNA's types over memory of a session's host, such as {@link Session#allocate} gives: no call
 * copies it, and what the DLL writes after the call has returned is there as well. Used by any
 * thread; a {@link Structure} itself by one at a time.
 */
public final class SharedMemory {
  private final Session session;

  private SharedMemory(Session session) {
    this.session = session;
  }

  /** Of this session. */
  public static SharedMemory of(Session session) {
    return new SharedMemory(session);
  }

  /**
   * A pointer to this block, with Windows' widths: {@code setWideString} writes two bytes a
   * character, {@code setNativeLong} four. Reaches no bytes but the block's. May be passed wherever
   * a Pointer of this session is wanted, as long as the block is open; after that whatever is done
   * with it ends in an exception that says so.
   */
  public Pointer pointer(HostBlock block) {
    Pointer pointer =
        (Pointer) session.marshaller(Pointer.class).accept(block.address(), "the block");
    return HostView.within(pointer, block::memory);
  }

  /**
   * Bytes that this structure takes on Windows: what belongs into a field such as {@code cbSize},
   * where JNA's {@code size()} says what it takes on Linux.
   *
   * @throws org.bascule.error.SignatureException if its class cannot be moved
   * @throws ValueException if one of its arrays is not set
   */
  public int sizeOf(Structure structure) {
    return Math.toIntExact(marshaller(structure).layout(structure).size());
  }

  /**
   * Lays this structure over the block, with the layout of Windows. Its fields are left as they
   * are: {@link SharedStructure#write} moves them to the block, {@link SharedStructure#read} brings
   * them back. A function that it is passed to gets the block's address; fields that were changed
   * are written before the call, and all are read after it, as {@code autoWrite} and {@code
   * autoRead} say.
   *
   * @throws ValueException if the block is too small, or the structure goes by value, or a
   *     directive has memory freed behind one of its fields
   * @throws org.bascule.error.SignatureException if its class cannot be moved
   */
  public <S extends Structure> SharedStructure<S> over(HostBlock block, S structure) {
    StructureMarshaller<?> marshaller = marshaller(structure);
    long size = marshaller.layout(structure).size();
    String name = structure.getClass().getTypeName();
    if (structure instanceof Structure.ByValue) {
      throw refusal(
          name, "a structure that is passed by pointer", "Structure.ByValue", "use its base class");
    }
    if (marshaller.frees()) {
      throw refusal(
          name,
          "a structure that may be read as often as you like",
          "a field with free, whose memory is gone once it has been read",
          "take free away, and call that function yourself");
    }
    if (size > block.memory().size()) {
      throw refusal(
          name,
          "a block of at least " + size + " bytes",
          block.memory().size() + " bytes",
          "allocate sizeOf(structure) bytes");
    }
    StructureMarshaller.lay(structure, pointer(block));
    return new SharedStructure<>(
        structure, marshaller, block.memory().slice(0, size), new OutsideCalls(session));
  }

  private StructureMarshaller<?> marshaller(Structure structure) {
    Marshaller<?> marshaller = session.marshaller(structure.getClass());
    if (marshaller instanceof StructureMarshaller<?> known) {
      return known;
    }
    throw refusal(
        structure.getClass().getTypeName(),
        "the marshaller of JNA's structures",
        "another bundle's: " + marshaller.getClass().getTypeName(),
        "stop that bundle, or use what it offers");
  }

  private static ValueException refusal(
      String name, String expected, String actual, String remedy) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "lay " + name + " over shared memory",
            "",
            expected,
            actual,
            remedy));
  }
}
