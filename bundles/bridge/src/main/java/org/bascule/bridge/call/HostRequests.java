package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.flatbuffers.Table;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bascule.bridge.ExportInfo;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.protocol.Copied;
import org.bascule.protocol.CreateThunk;
import org.bascule.protocol.Describe;
import org.bascule.protocol.Described;
import org.bascule.protocol.Done;
import org.bascule.protocol.Export;
import org.bascule.protocol.Exports;
import org.bascule.protocol.Failure;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.FreeThunk;
import org.bascule.protocol.ListExports;
import org.bascule.protocol.Load;
import org.bascule.protocol.Loaded;
import org.bascule.protocol.Message;
import org.bascule.protocol.ReadMemory;
import org.bascule.protocol.ReadTerminated;
import org.bascule.protocol.Resolve;
import org.bascule.protocol.Resolved;
import org.bascule.protocol.ThunkCreated;
import org.bascule.protocol.WriteMemory;
import org.bascule.spi.Abi;
import org.bascule.transport.Host;
import org.bascule.transport.Lane;

/**
 * What a host does besides calling functions. Every request travels in the calling thread's lane.
 */
public final class HostRequests {
  /** More than any of the fixed-size requests here takes. */
  private static final int REQUEST_SIZE = 128;

  private static final int COPY_CHUNK = 32 * 1024;
  private static final int LONGEST_TEXT = 1 << 30;

  private final Host host;
  private final SessionMemory memory;
  private final KeptMemory keptMemory;
  private volatile UpcallHandler upcallHandler = UpcallHandler.NONE;

  /** The requests to one host. */
  public HostRequests(Host host, Abi abi) {
    this.host = host;
    this.memory = new SessionMemory(host.arena(), this, abi);
    this.keptMemory = new KeptMemory(memory);
  }

  /** Sets who runs what the DLL calls; to be done before anything is called. */
  public void handleUpcalls(UpcallHandler handler) {
    upcallHandler = handler;
  }

  UpcallHandler upcallHandler() {
    return upcallHandler;
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
    return caller().lastError();
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

  /** The address of a function by name; 0 if the module exports none of that name. */
  public long resolve(long module, String name) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    return resolve(b, Resolve.createResolve(b, module, b.createString(name), 0));
  }

  /** The address of a function by ordinal; 0 if the module exports none. */
  public long resolve(long module, int ordinal) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    return resolve(b, Resolve.createResolve(b, module, 0, ordinal));
  }

  private long resolve(FlatBufferBuilder b, int resolve) {
    try {
      return ask("look a function up", b, Message.Resolve, resolve, Message.Resolved, Resolved::new)
          .address();
    } catch (HostRefusal refusal) {
      if (refusal.isNoSuchExport()) {
        return 0;
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

  /** Copies memory of the host into an array. */
  void read(long address, byte[] into, int from, int length) {
    Caller caller = caller();
    for (int done = 0; done < length; ) {
      int scratch = caller.scratch(REQUEST_SIZE);
      int chunk = Math.min(length - done, Math.min(COPY_CHUNK, caller.scratchSize(scratch)));
      FlatBufferBuilder b = new FlatBufferBuilder(REQUEST_SIZE);
      int request =
          ReadMemory.createReadMemory(b, address + done, chunk, caller.lane().address() + scratch);
      ask(
          accessing("read", address, length),
          b,
          Message.ReadMemory,
          request,
          Message.Copied,
          Copied::new);
      caller.window().get(scratch, into, from + done, chunk);
      done += chunk;
    }
  }

  /** Copies an array into memory of the host. */
  void write(long address, byte[] source, int from, int length) {
    Caller caller = caller();
    for (int done = 0; done < length; ) {
      int scratch = caller.scratch(REQUEST_SIZE);
      int chunk = Math.min(length - done, Math.min(COPY_CHUNK, caller.scratchSize(scratch)));
      caller.window().put(scratch, source, from + done, chunk);
      FlatBufferBuilder b = new FlatBufferBuilder(REQUEST_SIZE);
      int request =
          WriteMemory.createWriteMemory(
              b, address + done, chunk, caller.lane().address() + scratch);
      ask(
          accessing("write", address, length),
          b,
          Message.WriteMemory,
          request,
          Message.Copied,
          Copied::new);
      done += chunk;
    }
  }

  /** The bytes of a text up to its zero unit of {@code unit} bytes, which is left out. */
  byte[] readTerminated(long address, int unit) {
    Caller caller = caller();
    ByteArrayOutputStream text = new ByteArrayOutputStream(64);
    while (true) {
      int scratch = caller.scratch(REQUEST_SIZE);
      int chunk = Math.min(COPY_CHUNK, caller.scratchSize(scratch)) & -unit;
      FlatBufferBuilder b = new FlatBufferBuilder(REQUEST_SIZE);
      int request =
          ReadTerminated.createReadTerminated(
              b, address + text.size(), unit, chunk, caller.lane().address() + scratch);
      Copied copied =
          ask(
              "read text at " + hex(address),
              b,
              Message.ReadTerminated,
              request,
              Message.Copied,
              Copied::new);
      byte[] bytes = new byte[(int) Math.min(copied.size(), chunk)];
      caller.window().get(scratch, bytes);
      text.writeBytes(copied.terminated() ? Arrays.copyOf(bytes, bytes.length - unit) : bytes);
      if (copied.terminated()) {
        return text.toByteArray();
      }
      if (text.size() >= LONGEST_TEXT || bytes.length == 0) {
        throw endless(address, text.size());
      }
    }
  }

  private static BasculeException endless(long address, int size) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.TOO_LARGE,
            "read text at " + hex(address),
            "",
            "a terminating zero within " + LONGEST_TEXT + " bytes",
            "none in " + size + " bytes",
            "check that the address is that of a text, and its width"));
  }

  /** Sends a request from the calling thread and insists on one kind of reply. */
  private <T extends Table> T ask(
      String operation,
      FlatBufferBuilder builder,
      byte requestType,
      int request,
      byte replyType,
      Supplier<T> reply) {
    Frames.finish(builder, 0, requestType, request);
    ByteBuffer bytes = builder.dataBuffer();
    Frame frame = caller().request(bytes);
    if (frame.messageType() == Message.Failure) {
      Failure failure = Frames.message(frame, Message.Failure, Failure::new);
      throw new HostRefusal(operation, failure);
    }
    if (frame.messageType() != replyType) {
      throw Faults.unexpectedReply(Message.name(frame.messageType()));
    }
    return Frames.message(frame, replyType, reply);
  }

  private Caller caller() {
    return Caller.of(host.lane(), this);
  }

  private static String accessing(String verb, long address, int length) {
    return verb + " " + length + " bytes at " + hex(address);
  }

  private static String hex(long address) {
    return String.format("0x%016x", address);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
