package org.bascule.spi;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
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

  /**
   * The context for one member of a struct that is being laid out: names in length expressions mean
   * the struct's members first, then what they mean here; where the struct itself lies in another
   * one, that one's members too. For members that are pointers, and for structs that lie in it.
   *
   * @param struct asked when all is compiled
   */
  default MarshallerContext within(Supplier<Layout.Struct> struct, String member) {
    return this;
  }

  /**
   * Reads a C type as a prototype or {@link org.bascule.annotation.DeclaredAs} has it, such as
   * {@code unsigned long}, {@code const char *} or {@code float[3][4]}; an array lies where it
   * stands.
   *
   * @throws org.bascule.error.SignatureException with the column of the first mistake
   */
  CType cType(String text);

  /**
   * Reads an interface's method as the function that C means by it, as the methods of a loaded
   * interface are read: with its annotations, directives and parameter names.
   *
   * @param type the interface; its name is the function type's
   * @throws org.bascule.error.SignatureException if an annotation cannot be read
   */
  FunctionType functionType(Class<?> type, Method method);

  /**
   * Function pointers of one type. The function's own types are compiled when the present
   * compilation is done, so that they may contain the type itself.
   *
   * @param type what the pointers point to
   * @param java what stands for such functions in Java
   */
  <T> FunctionPointer<T> functionPointer(FunctionType type, JavaFunction<T> java);

  /**
   * The Java interface whose method is being compiled; empty for a C prototype. What is said of an
   * interface as a whole holds for its methods: how it maps types, for instance.
   */
  default Optional<Class<?>> declaringType() {
    return Optional.empty();
  }

  /** The options that interface was loaded with; empty if none were given. */
  default Optional<Map<String, ?>> loadOptions() {
    return Optional.empty();
  }
}
