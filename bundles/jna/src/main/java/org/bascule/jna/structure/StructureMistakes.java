package org.bascule.jna.structure;

import java.lang.reflect.Field;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/** The messages of this package. */
final class StructureMistakes {
  private StructureMistakes() {}

  static ValueException arrayMissing(String path) {
    return Refusals.argument(
        path,
        "an array, whose length is that of the struct's member",
        "null",
        "set the field in the constructor, or before the call");
  }

  static ValueException valueMissing(String path, Class<?> type) {
    return Refusals.argument(
        path, "a " + type.getTypeName(), "null", "pass a Structure; it goes by value");
  }

  static ValueException otherSize(String path, long expected, long actual) {
    return Refusals.argument(
        path,
        "a Structure of " + expected + " bytes, as the place for it is",
        actual + " bytes; the lengths of its arrays decide",
        "use arrays of the length that the constructor sets");
  }

  static ValueException movedMembers(String path) {
    return Refusals.argument(
        path,
        "members where a new instance has them, since lengths of directives are read from them",
        "arrays of other lengths, which move the members behind them",
        "use arrays of the length that the constructor sets, or put the array last");
  }

  static ValueException otherStride(String path, Class<?> type, long here, long there) {
    return Refusals.argument(
        path,
        "elements that lie alike in this JVM and in the host",
        "toArray of "
            + type.getTypeName()
            + ", which takes "
            + here
            + " bytes here and "
            + there
            + " there",
        "declare the parameter as Pointer, and read the elements through it");
  }

  static ValueException noStructure(String path, Class<?> type) {
    return Refusals.argument(
        path,
        "a Structure that implements Structure.ByReference",
        type.getTypeName(),
        "extend Structure");
  }

  static ValueException emptyArray(String path) {
    return Refusals.argument(
        path, "at least one element", "an array of length 0", "pass null for a null pointer");
  }

  static ValueException byReferenceElement(String path, int index) {
    return Refusals.argument(
        path,
        "Structures, which are copied one after the other",
        "element " + index + " is a Structure.ByReference",
        "declare the parameter as an array of the ByReference class to pass pointers");
  }

  static SignatureException noInstance(TypeUse use, Class<?> type, Throwable cause) {
    return Refusals.signature(
        use,
        "a Structure class that can be made without arguments",
        type.getTypeName() + (cause == null ? " has no such constructor" : ": " + cause),
        "give it a public constructor without parameters");
  }

  static SignatureException noFields(TypeUse use, Class<?> type, Throwable cause) {
    return Refusals.signature(
        use,
        "public fields, all of them named in their order",
        type.getTypeName() + ": " + cause.getMessage(),
        "correct the class's @FieldOrder");
  }

  static SignatureException unknownArrays(TypeUse use, Class<?> type) {
    return Refusals.signature(
        use,
        "a Structure class whose constructor sets its arrays, so that its size is known",
        type.getTypeName(),
        "create the arrays where the fields are declared");
  }

  static SignatureException fieldType(TypeUse use) {
    return Refusals.signature(
        use,
        "a type that JNA knows in structs",
        use.description(),
        "use arrays of byte, short, char, int, long, float, double, Pointer, NativeMapped,"
            + " Callback or Structure");
  }

  static SignatureException sizeField(TypeUse use, Field field) {
    return Refusals.signature(
        use,
        "@StructureSize at an integer of 2 bytes or more, in a structure whose arrays are set",
        field.getGenericType().getTypeName() + " " + field.getName(),
        "take the annotation away, or change the field's type");
  }

  static SignatureException directivePath(TypeUse use, String pointer) {
    return Refusals.directive(
        use,
        "@Memsync without a pointer path, since it stands at the pointer",
        "pointer = \"" + pointer + "\"",
        "annotate that field, or the method");
  }
}
