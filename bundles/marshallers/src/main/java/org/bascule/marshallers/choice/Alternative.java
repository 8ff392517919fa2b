package org.bascule.marshallers.choice;

import org.bascule.spi.Marshaller;

/**
 * One more Java type for a pointer.
 *
 * @param type of the values, or what their classes extend
 * @param marshaller moves them
 */
record Alternative(Class<?> type, Marshaller<Object> marshaller) {}
