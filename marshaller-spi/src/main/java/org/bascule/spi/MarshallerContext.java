package org.bascule.spi;

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
   * The memory of the host in which the function will run; to be used when a marshaller runs, not
   * while it is made.
   */
  HostMemory memory();
}
