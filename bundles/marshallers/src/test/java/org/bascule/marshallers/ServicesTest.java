package org.bascule.marshallers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.bascule.marshallers.address.AddressMarshallerFactory;
import org.bascule.marshallers.array.ArrayMarshallerFactory;
import org.bascule.marshallers.buffer.TextBufferMarshallerFactory;
import org.bascule.marshallers.choice.MemoryChoiceFactory;
import org.bascule.marshallers.function.FunctionMarshallerFactory;
import org.bascule.marshallers.nio.BufferMarshallerFactory;
import org.bascule.marshallers.ref.RefMarshallerFactory;
import org.bascule.marshallers.scalar.ScalarMarshallerFactory;
import org.bascule.marshallers.struct.CStructMarshallerFactory;
import org.bascule.marshallers.struct.EnumMarshallerFactory;
import org.bascule.marshallers.struct.InlineTextMarshallerFactory;
import org.bascule.marshallers.struct.RecordMarshallerFactory;
import org.bascule.marshallers.text.StringMarshallerFactory;
import org.bascule.spi.MarshallerFactory;
import org.junit.jupiter.api.Test;

class ServicesTest {
  @Test
  void offersEveryFactoryWithoutOsgiToo() {
    assertThat(ServiceLoader.load(MarshallerFactory.class))
        .extracting(Object::getClass)
        .containsExactly(
            ScalarMarshallerFactory.class,
            StringMarshallerFactory.class,
            RefMarshallerFactory.class,
            TextBufferMarshallerFactory.class,
            BufferMarshallerFactory.class,
            CStructMarshallerFactory.class,
            RecordMarshallerFactory.class,
            InlineTextMarshallerFactory.class,
            EnumMarshallerFactory.class,
            ArrayMarshallerFactory.class,
            AddressMarshallerFactory.class,
            FunctionMarshallerFactory.class,
            MemoryChoiceFactory.class);
  }

  @Test
  void saysWhatEachHandles() {
    assertThat(ServiceLoader.load(MarshallerFactory.class))
        .extracting(MarshallerFactory::handles)
        .containsExactly(
            "boolean, byte, char, short, int, long, float, double; C's and Windows' arithmetic"
                + " types",
            "String as const char * and const wchar_t *; as a result or in memory also as char *"
                + " and wchar_t *",
            "Ref<T> as a pointer to one T; T ** and HANDLE * in C",
            "StringBuilder as char * and wchar_t * that a function writes, and as char (*)[n]",
            "java.nio buffers, from position to limit",
            "Map as struct and union, by value and by pointer, where C defines them on the spot",
            "records as structs and unions (@Packed, @Length, @Overlaid)",
            "String as char[n] and wchar_t[n] in structs and arrays",
            "enums as int, by ordinal or @EnumValue",
            "Java arrays as pointers or in place, with their own length or a directive's; C's"
                + " pointers to arithmetic types, arrays and lists of strings",
            "Address, and long with a C pointer type; void * and Windows' handles",
            "interfaces with one method, and C function pointers",
            "in prototypes: arrays, buffers and text for void *, and what else is clear for others");
  }
}
