package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.flatbuffers.Table;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bascule.bridge.CallLimits;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.RecyclePolicy;
import org.bascule.bridge.errand.Work;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.VirtualThreads;
import org.bascule.protocol.CreateThunk;
import org.bascule.protocol.Describe;
import org.bascule.protocol.Described;
import org.bascule.protocol.Done;
import org.bascule.protocol.Export;
import org.bascule.protocol.Exports;
import org.bascule.protocol.Frames;
import org.bascule.protocol.FreeThunk;
import org.bascule.protocol.ListExports;
import org.bascule.protocol.Load;
import org.bascule.protocol.Loaded;
import org.bascule.protocol.Message;
import org.bascule.protocol.Protect;
import org.bascule.protocol.Resolve;
import org.bascule.protocol.Resolved;
import org.bascule.protocol.ThunkCreated;
import org.bascule.protocol.Unload;
import org.bascule.spi.Abi;
import org.bascule.transport.Host;
import org.bascule.transport.Lane;

/**
 * What a host does besides calling functions. Every request travels in the calling thread's lane;
 * those of virtual threads in the lanes of others, which do them on their behalf.
 */
public final class HostRequests implements AutoCloseable {
  /** More than any of the fixed-size requests here takes. */
  private static final int REQUEST_SIZE = 128;

  /** The most bytes that each lane keeps for functions that are not called at the moment. */
  private static final int SECTION_LIMIT = 1 << 20;

  /** The same where addresses are scarce. */
  private static final int NARROW_SECTION_LIMIT = 256 << 10;

  private final Host host;
  private final SessionMemory memory;
  private final KeptMemory keptMemory;
  private final VirtualCallers virtualCallers;
  private final AtomicInteger numbers = new AtomicInteger(1);
  private final int sectionLimit;
  private final StrictPages strictPages;
  private final Housekeeper housekeeper;
  private final LentMemory lentMemory = new LentMemory();
  private final CallLimits limits;
  private final CallbackWatch watch;
  private final Recycling recycling;
  private volatile UpcallHandler upcallHandler = UpcallHandler.NONE;

  /** The requests to one host, which may take as long as they like. */
  public HostRequests(Host host, Abi abi, Housekeeper housekeeper, int virtualThreadLanes) {
    this(
        host,
        abi,
        housekeeper,
        virtualThreadLanes,
        CallLimits.DEFAULT,
        RecyclePolicy.NEVER,
        "open a new session");
  }

  /**
   * The requests to one host.
   *
   * @param virtualThreadLanes how many lanes all virtual threads together may have
   * @param recycle after what the host is ended
   * @param afterwards what to do when the host has been ended, for messages
   */
  public HostRequests(
      Host host,
      Abi abi,
      Housekeeper housekeeper,
      int virtualThreadLanes,
      CallLimits limits,
      RecyclePolicy recycle,
      String afterwards) {
    this.host = host;
    this.recycling = new Recycling(host, recycle, afterwards);
    this.limits = limits;
    this.watch = new CallbackWatch(host::giveUp);
    this.housekeeper = housekeeper;
    this.strictPages = new StrictPages(this, abi);
    this.sectionLimit = abi == Abi.X86 ? NARROW_SECTION_LIMIT : SECTION_LIMIT;
    this.memory =
        new SessionMemory(
            host.arena(),
            new MemoryRequests(this),
            abi,
            "host " + host.identity().processId(),
            housekeeper);
    this.keptMemory = new KeptMemory(memory, housekeeper);
    this.virtualCallers = new VirtualCallers(this::caller, virtualThreadLanes);
  }

  /** Sets who runs what the DLL calls; to be done before anything is called. */
  public void handleUpcalls(UpcallHandler handler) {
    upcallHandler = handler;
  }

  UpcallHandler upcallHandler() {
    return upcallHandler;
  }

  /** The host has ended: what it kept for Java objects goes. */
  @Override
  public void close() {
    watch.close();
    virtualCallers.close();
    keptMemory.close();
    memory.homes().close();
  }

  /** How much memory the host has where that is limited, to be added to the place of a fault. */
  String memoryUse() {
    return host.memoryUse().map(use -> " (" + use + ")").orElse("");
  }

  /** How long calls may take. */
  public CallLimits limits() {
    return limits;
  }

  Recycling recycling() {
    return recycling;
  }

  CallbackWatch watch() {
    return watch;
  }

  /** A number that no function has had yet. */
  int nextNumber() {
    return numbers.getAndIncrement();
  }

  StrictPages strictPages() {
    return strictPages;
  }

  LentMemory lentMemory() {
    return lentMemory;
  }

  /** What the host's threads may do with whole pages of the arena: a {@code PageAccess}. */
  void protect(long address, long size, int access) {
    FlatBufferBuilder b = new FlatBufferBuilder(REQUEST_SIZE);
    int request = Protect.createProtect(b, address, size, access);
    ask("guard memory of a call", b, Message.Protect, request, Message.Done, Done::new);
  }

  /** For the large sections of one lane. */
  SpareBlocks spareBlocks() {
    return new SpareBlocks(this, housekeeper);
  }

  /** For the sections of one lane. */
  SectionSpace sectionSpace() {
    return new SectionSpace(memory, sectionLimit);
  }

  KeptMemory keptMemory() {
    return keptMemory;
  }

  /** Serves the lane of a thread that the DLL has made; on the lane's Java thread. */
  public void serveThread(Lane lane) {
    Caller.of(lane, this).serveThread();
  }

  /** Makes a function that the DLL can call; its address. */
  public long createThunk(UpcallTarget target) {
    FlatBufferBuilder b = new FlatBufferBuilder(target.template().bytes().length + REQUEST_SIZE);
    int frame = CreateThunk.createFrameVector(b, target.template().bytes());
    UpcallShape shape = target.shape();
    int request =
        CreateThunk.createCreateThunk(
            b, frame, shape.convention(), shape.register(), shape.floatingRegisters());
    return ask(
            "make a function pointer for a callback",
            b,
            Message.CreateThunk,
            request,
            Message.ThunkCreated,
            ThunkCreated::new)
        .address();
  }

  /** Gives it back. */
  public void freeThunk(long address) {
    FlatBufferBuilder b = new FlatBufferBuilder(REQUEST_SIZE);
    int request = FreeThunk.createFreeThunk(b, address);
    ask("release a callback", b, Message.FreeThunk, request, Message.Done, Done::new);
  }

  /** The host's memory. */
  public SessionMemory memory() {
    return memory;
  }

  /** What {@code GetLastError} gave straight after the calling thread's last call. */
  public int lastError() {
    return VirtualThreads.isCurrent() ? virtualCallers.lastError() : caller().lastError().code();
  }

  /** Has the calling thread's next call begin with this last error. */
  public void giveLastError(int code) {
    if (VirtualThreads.isCurrent()) {
      virtualCallers.lastError(code);
    } else {
      caller().lastError().give(code);
    }
  }

  /** A DLL as the host has loaded it. */
  public record LoadedModule(long module, String path) {}

  /**
   * Loads a DLL.
   *
   * @param name a Windows path or module name
   * @param directories Windows paths
   * @throws HostRefusal if Windows says no
   */
  public LoadedModule load(String name, List<String> directories) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    int[] paths = directories.stream().mapToInt(b::createString).toArray();
    int load = Load.createLoad(b, b.createString(name), Load.createDirectoriesVector(b, paths));
    Loaded loaded = ask("load " + name, b, Message.Load, load, Message.Loaded, Loaded::new);
    return new LoadedModule(loaded.module(), loaded.path());
  }

  /** Undoes one {@link #load} of a module. */
  public void unload(long module) {
    FlatBufferBuilder b = new FlatBufferBuilder(REQUEST_SIZE);
    int unload = Unload.createUnload(b, module);
    ask("release a library", b, Message.Unload, unload, Message.Done, Done::new);
  }

  /**
   * Where an export lies.
   *
   * @param executable whether it can be called; a variable cannot
   */
  public record Found(long address, boolean executable) {}

  /** An export by name; empty if the module has none of that name. */
  public Optional<Found> resolve(long module, String name) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    return resolve(b, Resolve.createResolve(b, module, b.createString(name), 0));
  }

  /** An export by ordinal; empty if the module has none. */
  public Optional<Found> resolve(long module, int ordinal) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    return resolve(b, Resolve.createResolve(b, module, 0, ordinal));
  }

  private Optional<Found> resolve(FlatBufferBuilder b, int resolve) {
    try {
      Resolved found =
          ask("look a function up", b, Message.Resolve, resolve, Message.Resolved, Resolved::new);
      return Optional.of(new Found(found.address(), found.executable()));
    } catch (HostRefusal refusal) {
      if (refusal.isNoSuchExport()) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /** All exports of a module, by ordinal. */
  public List<ExportInfo> exports(long module) {
    List<ExportInfo> all = new ArrayList<>();
    while (true) {
      FlatBufferBuilder b = new FlatBufferBuilder();
      int list = ListExports.createListExports(b, module, all.size());
      Exports page =
          ask("list exports", b, Message.ListExports, list, Message.Exports, Exports::new);
      for (int i = 0; i < page.exportsLength(); i++) {
        all.add(export(page.exports(i)));
      }
      if (page.exportsLength() == 0 || all.size() >= page.total()) {
        return all;
      }
    }
  }

  private static ExportInfo export(Export export) {
    return new ExportInfo(
        orEmpty(export.name()), export.ordinal(), export.address(), orEmpty(export.forwarder()));
  }

  /**
   * Where an address lies, for people: {@code demo.dll+0x1234 (fill+0x10)}, or the bare address.
   */
  public String describe(long address) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    int describe = Describe.createDescribe(b, address);
    Described d =
        ask(
            "describe an address",
            b,
            Message.Describe,
            describe,
            Message.Described,
            Described::new);
    String module = orEmpty(d.module());
    if (module.isEmpty()) {
      return String.format("0x%016x", address);
    }
    String file = module.substring(Math.max(module.lastIndexOf('\\'), module.lastIndexOf('/')) + 1);
    String text = String.format("%s+0x%x", file, address - d.base());
    return orEmpty(d.symbol()).isEmpty()
        ? text
        : text + String.format(" (%s+0x%x)", d.symbol(), address - d.symbolAddress());
  }

  /** A function by the address of its name or, below 0x10000, by its ordinal. */
  String functionName(long name) {
    return name >>> Short.SIZE == 0 ? "#" + name : ascii(name);
  }

  /** The text at an address. */
  String ascii(long address) {
    return new String(memory().readTerminated(address, 1), StandardCharsets.US_ASCII);
  }

  /** The text at an address, which the host has written. */
  String text(long address) {
    byte[] bytes = memory().readTerminated(address, 1);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Sends a request from the calling thread and insists on one kind of reply. */
  <T extends Table> T ask(
      String operation,
      FlatBufferBuilder builder,
      byte requestType,
      int request,
      byte replyType,
      Supplier<T> reply) {
    Frames.finish(builder, 0, requestType, request);
    ByteBuffer bytes = builder.dataBuffer();
    return Replies.insist(
        operation, onLane(() -> caller().deadlines().request(operation, bytes)), replyType, reply);
  }

  /**
   * Does this on a thread that has a lane: the calling one, or another one while a virtual thread
   * waits. What it asks of the host goes through the same lane.
   */
  public <T> T onLane(Work<T> work) {
    try {
      return VirtualThreads.isCurrent() ? virtualCallers.run(work) : work.run();
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    }
  }

  /** {@link VirtualCallers#handle}. */
  MethodHandle forVirtualThreads(MethodHandle direct, IntConsumer afterCall) {
    return virtualCallers.handle(direct, afterCall);
  }

  /** The calling thread's own, which must not be a virtual one; ready to send. */
  Caller caller() {
    Caller caller = Caller.of(host.lane(), this);
    caller.settle();
    return caller;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
