package org.bascule.spi;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Moves values of one Java type into Windows memory and back. Immutable; used by many threads at
 * once.
 *
 * <p>What moves is the value's own image, {@code layout().size()} bytes. A value that C passes by
 * pointer has the layout of a pointer: its marshaller takes a section from {@link Sections}, writes
 * what is pointed to there and the section's address into the image.
 *
 * @param <T> the Java type; the wrapper for primitives
 */
@ConsumerType
public interface Marshaller<T> {
  /** The Java class of the values, a wrapper for primitives; what a natural use gets. */
  Class<T> javaType();

  /** What it takes, for people: the Java type, or the usual one of several. */
  default String takes() {
    return javaType().getTypeName();
  }

  /** The shape of the image. */
  Layout layout();

  /**
   * How many bytes the image of this value takes: those of the layout, and more where the value
   * ends in an array whose length another part of it says. Such values lie behind pointers only.
   */
  default long imageSize(T value) {
    return layout().size();
  }

  /**
   * Writes the value's image before the call.
   *
   * @param value may be null only where a null makes sense to the marshaller
   * @param target the bytes of the layout, of as many as {@link #imageSize} says; they are not
   *     cleared
   * @throws ValueException if the value cannot be expressed; nothing has been sent then
   */
  void write(T value, WindowsMemory target, Sections sections);

  /**
   * Makes a value from an image that the DLL wrote: a result, a field, an element, a callback's
   * argument.
   */
  T read(WindowsMemory source, Sections sections);

  /**
   * Brings what the DLL changed back into an object that was written before the call. Values that
   * cannot change, the default, ignore it.
   *
   * @param value the object that was given to {@link #write}
   * @param source the same image, after the call
   */
  default void update(T value, WindowsMemory source, Sections sections) {}

  /**
   * Whether {@link #update} may change a value, so that a caller may want to look at it after the
   * call.
   */
  default boolean updates() {
    return false;
  }

  /**
   * Brings what a callback changed in an object that it was given back into the DLL's memory: the
   * mirror of {@link #update}. Values that cannot change, the default, ignore it.
   *
   * @param value the object that {@link #read} has made, after the callback
   * @param source the image it was read from; the pointers in it are as they were
   */
  default void writeBack(T value, WindowsMemory source, Sections sections) {}

  /**
   * Takes an argument whose Java type the caller did not know: from a function handle or a command
   * line. Accepts the Java type itself; marshallers add what means the same without loss: other
   * numbers, text.
   *
   * @throws ValueException with code {@code BAD_ARGUMENT} or {@code BAD_TEXT} if it means no value
   *     of this type
   */
  default T accept(Object argument, String path) {
    if (argument == null || javaType().isInstance(argument)) {
      return javaType().cast(argument);
    }
    throw new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "take " + path,
            "",
            "a " + javaType().getTypeName(),
            argument + " (" + argument.getClass().getTypeName() + ")",
            "pass a value of the expected type"));
  }
}
