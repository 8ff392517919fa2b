package org.bascule.spi;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a factory may ask while it compiles. Valid as long as the marshaller that is made from it.
 */
@ProviderType
public interface MarshallerContext {
  /** The target's widths. */
  Abi abi();

  /** The code page of {@code char} text where nothing else is said. */
  CodePageText codePage();

  /**
   * The marshaller of a part.
   *
   * @throws org.bascule.error.SignatureException if no factory takes it; the message shows the
   *     trail of parts
   */
  Marshaller<?> marshaller(TypeUse part);

  /**
   * The marshaller of a part that may contain the type that is being compiled, such as the target
   * of a pointer in a linked list. It is found when the present compilation is done, and must not
   * be asked for before.
   */
  Supplier<Marshaller<?>> later(TypeUse part);

  /**
   * The memory of the host in which the function will run; to be used when a marshaller runs, not
   * while it is made.
   */
  HostMemory memory();

  /**
   * Compiles an expression of a directive. Its paths are looked up once all of the function is
   * compiled; mistakes are reported then, with their column.
   *
   * @param use the pointer that the directive is for
   */
  LengthSource length(TypeUse use, String expression);

  /**
   * The context for one member of a struct whose layout is settled: names in length expressions
   * mean the struct's members first, then what they mean here.
   */
  MarshallerContext within(Layout.Struct struct, String member);
}
