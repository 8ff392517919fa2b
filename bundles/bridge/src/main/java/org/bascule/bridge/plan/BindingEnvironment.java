package org.bascule.bridge.plan;

import java.util.OptionalLong;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.HostMemory;

/**
 * What plans of one session are compiled for.
 *
 * @param abi the host's width
 * @param codePage of {@code char} text where nothing else is said
 * @param memory the host's
 * @param functions makes function pointers
 * @param names what names of C types mean that no marshaller takes
 * @param lending how functions get the memory that is lent to them
 * @param loaded the interface that is compiled, with the callbacks that it takes
 * @param limit how many nanoseconds a call may take, 0 for no limit; as the session says if empty
 */
public record BindingEnvironment(
    Abi abi,
    CodePageText codePage,
    HostMemory memory,
    FunctionPointers functions,
    TypeNames names,
    Lending lending,
    LoadedInterface loaded,
    OptionalLong limit) {
  /** For what is no interface's. */
  public BindingEnvironment(
      Abi abi,
      CodePageText codePage,
      HostMemory memory,
      FunctionPointers functions,
      TypeNames names,
      Lending lending) {
    this(
        abi,
        codePage,
        memory,
        functions,
        names,
        lending,
        LoadedInterface.NONE,
        OptionalLong.empty());
  }

  /** The same with another code page. */
  public BindingEnvironment withCodePage(CodePageText other) {
    return new BindingEnvironment(abi, other, memory, functions, names, lending, loaded, limit);
  }

  /** The same with other function pointers. */
  public BindingEnvironment withFunctions(FunctionPointers other) {
    return new BindingEnvironment(abi, codePage, memory, other, names, lending, loaded, limit);
  }

  /** The same with another way of lending memory. */
  public BindingEnvironment withLending(Lending other) {
    return new BindingEnvironment(abi, codePage, memory, functions, names, other, loaded, limit);
  }

  /** The same for the methods of an interface. */
  public BindingEnvironment withLoaded(LoadedInterface other) {
    return new BindingEnvironment(abi, codePage, memory, functions, names, lending, other, limit);
  }

  /** The same with another limit for calls. */
  public BindingEnvironment withLimit(OptionalLong other) {
    return new BindingEnvironment(abi, codePage, memory, functions, names, lending, loaded, other);
  }
}
