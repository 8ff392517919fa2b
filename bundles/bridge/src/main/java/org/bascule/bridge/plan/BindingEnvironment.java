package org.bascule.bridge.plan;

import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.HostMemory;

/**
 * What plans of one session are compiled for.
 *
 * @param abi the host's width
 * @param codePage of {@code char} text where nothing else is said
 * @param memory the host's
 */
public record BindingEnvironment(Abi abi, CodePageText codePage, HostMemory memory) {
  /** The same with another code page. */
  public BindingEnvironment withCodePage(CodePageText other) {
    return new BindingEnvironment(abi, other, memory);
  }
}
