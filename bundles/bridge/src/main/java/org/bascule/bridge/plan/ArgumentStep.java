package org.bascule.bridge.plan;

import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;

/** How one argument gets into its slots. */
public sealed interface ArgumentStep {
  /** The marshaller that does it. */
  Marshaller<?> marshaller();

  /** The Java type that the caller hands over; primitives are not boxed. */
  Class<?> carrier();

  /** The first slot. */
  int slot();

  /** How many slots: on x86 more than 1 for values of more than 4 bytes. */
  int slots();

  /** The bits of a scalar go straight into the slots. */
  record Scalar(ScalarMarshaller<?> marshaller, Class<?> carrier, int slot, int slots)
      implements ArgumentStep {}

  /**
   * The marshaller writes an image into the slot, and sections; after the call it brings changes
   * back.
   */
  record Image(Marshaller<?> marshaller, Class<?> carrier, int slot, int slots)
      implements ArgumentStep {}

  /**
   * The marshaller writes an image elsewhere; its address or its cells go into the slots. Nothing
   * comes back.
   */
  record ByValue(Marshaller<?> marshaller, Class<?> carrier, int slot, int slots, boolean asPointer)
      implements ArgumentStep {}
}
