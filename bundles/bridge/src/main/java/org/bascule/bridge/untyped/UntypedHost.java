package org.bascule.bridge.untyped;

import java.nio.Buffer;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.raw.RawBlock;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawShape;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.bridge.upcall.CallbackThreads;
import org.bascule.bridge.upcall.Callbacks;
import org.bascule.lifetime.Scope;
import org.bascule.spi.Abi;
import org.bascule.transport.Host;

/** A session's host without types. */
public final class UntypedHost implements RawHost {
  private static final int BLOCK_ALIGNMENT = 16;

  private final String name;
  private final Abi abi;
  private final int codePage;
  private final Host host;
  private final HostRequests requests;
  private final UntypedUpcalls upcalls;
  private final ToLongFunction<String> loader;

  private UntypedHost(
      String name,
      SessionOptions options,
      Host host,
      HostRequests requests,
      UntypedUpcalls upcalls,
      ToLongFunction<String> loader) {
    this.name = name;
    this.abi = options.abi();
    this.codePage = options.codePage();
    this.host = host;
    this.requests = requests;
    this.upcalls = upcalls;
    this.loader = loader;
  }

  /**
   * The host of a session, and who runs what DLLs call in it, with types and without.
   *
   * @param name of the session
   * @param typed callbacks of the session
   * @param loader loads a DLL and gives its module
   * @param parts gets what is to be closed after the host
   */
  public static UntypedHost open(
      String name,
      SessionOptions options,
      Host host,
      HostRequests requests,
      Callbacks typed,
      ToLongFunction<String> loader,
      Scope parts) {
    CallbackThreads threads = new CallbackThreads(requests, typed);
    UntypedUpcalls upcalls = parts.add(new UntypedUpcalls(requests, typed, threads));
    requests.handleUpcalls(upcalls);
    host.serveThreads(upcalls);
    return new UntypedHost(name, options, host, requests, upcalls, loader);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Abi abi() {
    return abi;
  }

  @Override
  public int codePage() {
    return codePage;
  }

  @Override
  public void onEnd(Runnable listener) {
    host.onEnd(end -> listener.run());
  }

  @Override
  public RawFunction function(RawTarget target) {
    return UntypedFunction.of(host, requests, target);
  }

  @Override
  public long callback(RawShape shape, RawCallback callback) {
    return upcalls.register(shape, callback);
  }

  @Override
  public void freeCallback(long address) {
    upcalls.release(address);
  }

  @Override
  public long load(String library) {
    return loader.applyAsLong(library);
  }

  @Override
  public void unload(long module) {
    requests.unload(module);
  }

  @Override
  public OptionalLong export(long module, String export) {
    return requests.resolve(module, export).stream()
        .mapToLong(HostRequests.Found::address)
        .findFirst();
  }

  @Override
  public RawBlock allocate(long size) {
    return new UntypedBlock(host.arena().allocate(size, BLOCK_ALIGNMENT));
  }

  @Override
  public long addressOf(Buffer direct) {
    return host.arena().addressOf(direct);
  }

  @Override
  public void read(long address, byte[] into, int from, int length) {
    requests.memory().view(address, length).getBytes(0, into, from, length);
  }

  @Override
  public void write(long address, byte[] source, int from, int length) {
    requests.memory().view(address, length).putBytes(0, source, from, length);
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    return requests.memory().readTerminated(address, unit);
  }

  @Override
  public void setLastError(int code) {
    requests.giveLastError(code);
  }

  @Override
  public String toString() {
    return name + " without types";
  }
}
