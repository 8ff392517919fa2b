package org.bascule.bridge.registry;

import org.bascule.bridge.MarshallerInfo;
import org.bascule.spi.MarshallerFactory;

/** A factory together with where it came from. */
public record RegisteredFactory(MarshallerFactory factory, MarshallerInfo info) {
  /** For messages: {@code ScalarMarshallerFactory of org.bascule.marshallers 0.1.0}. */
  public String origin() {
    return simpleName() + " of " + info.bundle();
  }

  private String simpleName() {
    return info.name().substring(info.name().lastIndexOf('.') + 1);
  }
}
