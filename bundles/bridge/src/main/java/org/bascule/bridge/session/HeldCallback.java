package org.bascule.bridge.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.LoneMarshaller;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.bridge.upcall.Callbacks;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.Address;
import org.bascule.spi.Marshaller;
import org.bascule.spi.TypeUse;

/** A callback that lives until its handle is closed. */
record HeldCallback<T>(T function, Address address, Callbacks callbacks, AtomicBoolean closed)
    implements CallbackHandle<T> {

  /**
   * Has the type's marshaller make an address, and holds it.
   *
   * @throws SignatureException if the type has no marshaller, or one of something else
   */
  static <T> HeldCallback<T> of(
      TypeUse use,
      T function,
      RegistrySnapshot registry,
      BindingEnvironment environment,
      HostRequests requests,
      Callbacks callbacks) {
    Marshaller<?> marshaller = LoneMarshaller.of(use, registry, environment);
    int size = (int) marshaller.layout().size();
    ByteBuffer image =
        ByteBuffer.allocate(Math.max(size, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    if (size == environment.abi().pointerSize() && marshaller.javaType().isInstance(function)) {
      try {
        write(marshaller, function, image, size, requests);
      } catch (UnsupportedOperationException e) {
        // It wants memory for a copy: the value of a function pointer has none.
        throw noFunction(use);
      }
    }
    long address = image.getLong(0);
    if (!callbacks.keep(address, function)) {
      throw noFunction(use);
    }
    return new HeldCallback<>(function, new Address(address), callbacks, new AtomicBoolean());
  }

  @Override
  public void close() {
    // The address may be somebody else's by the second time.
    if (closed.compareAndSet(false, true)) {
      callbacks.release(address.bits());
    }
  }

  private static <M> void write(
      Marshaller<M> marshaller,
      Object function,
      ByteBuffer image,
      int size,
      HostRequests requests) {
    marshaller.write(
        marshaller.javaType().cast(function),
        requests.memory().over(image, size),
        requests.memory().withoutSections());
  }

  private static SignatureException noFunction(TypeUse use) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE,
            "make a callback",
            "",
            "a type that is marshalled as a function pointer",
            use.description(),
            "use a functional interface, a JNA callback, or a C function pointer type"));
  }
}
