package org.bascule.bridge.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.LoneMarshaller;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.bridge.upcall.Callbacks;
import org.bascule.bridge.upcall.KeptCallback;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.Address;
import org.bascule.spi.Marshaller;
import org.bascule.spi.TypeUse;

/** A callback that lives until its handle is closed. */
record HeldCallback<T>(T function, Address address, KeptCallback kept)
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
    KeptCallback kept = new KeptCallback(callbacks);
    try {
      Marshaller<?> marshaller = LoneMarshaller.of(use, registry, environment.withFunctions(kept));
      Address address = address(marshaller, use, function, environment, requests);
      if (!kept.isKeeping()) {
        throw noFunction(use);
      }
      return new HeldCallback<>(function, address, kept);
    } catch (RuntimeException | Error e) {
      kept.close();
      throw e;
    }
  }

  private static Address address(
      Marshaller<?> marshaller,
      TypeUse use,
      Object function,
      BindingEnvironment environment,
      HostRequests requests) {
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
    return new Address(image.getLong(0));
  }

  @Override
  public void close() {
    kept.close();
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
