package org.bascule.marshallers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.bascule.marshallers.address.AddressMarshallerFactory;
import org.bascule.marshallers.scalar.ScalarMarshallerFactory;
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
            AddressMarshallerFactory.class);
  }

  @Test
  void saysWhatEachHandles() {
    assertThat(ServiceLoader.load(MarshallerFactory.class))
        .extracting(MarshallerFactory::handles)
        .containsExactly(
            "boolean, byte, char, short, int, long, float, double; C's and Windows' arithmetic"
                + " types",
            "String as const char * and const wchar_t *, and as result also char * and wchar_t *",
            "Address, and long with a C pointer type; void * and Windows' handles");
  }
}
