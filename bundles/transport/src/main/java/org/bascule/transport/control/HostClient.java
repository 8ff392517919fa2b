package org.bascule.transport.control;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.flatbuffers.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bascule.error.BasculeException;
import org.bascule.error.HostEndedException;
import org.bascule.protocol.BadFrameException;
import org.bascule.protocol.DenyLane;
import org.bascule.protocol.Done;
import org.bascule.protocol.FailureCode;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.Goodbye;
import org.bascule.protocol.Hello;
import org.bascule.protocol.LaneOpened;
import org.bascule.protocol.LookAtThread;
import org.bascule.protocol.MapSegment;
import org.bascule.protocol.Message;
import org.bascule.protocol.OpenLane;
import org.bascule.protocol.Ping;
import org.bascule.protocol.Pong;
import org.bascule.protocol.ProtocolVersion;
import org.bascule.protocol.StackPlace;
import org.bascule.protocol.ThreadStack;
import org.bascule.protocol.UnmapSegment;
import org.bascule.protocol.Welcome;
import org.bascule.transport.CodePlace;
import org.bascule.transport.HostSettings;
import org.bascule.transport.arena.HostMapping;
import org.bascule.transport.arena.Segment;
import org.bascule.transport.lane.HostLife;
import org.bascule.transport.lane.LaneOpener;
import org.bascule.transport.lane.LaneRefusedException;
import org.bascule.transport.lane.SpinBudget;

/** What can be asked of a host on its control channel. Thread-safe. */
public final class HostClient implements HostMapping, LaneOpener {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A host whose threads hang may not be able to look at one. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private static final String HOST_PROGRAM = "bascule-host.exe";
  private static final int NO_THREAD = 0;
  private static final String MAP = "map shared memory into the Wine host";

  private final ControlChannel channel;
  private final HostLife life;

  /** A client of this channel. */
  public HostClient(ControlChannel channel, HostLife life) {
    this.channel = channel;
    this.life = life;
  }

  /**
   * The first request.
   *
   * @param token 16 random bytes, which lie at the start of the segment too
   * @throws RefusedException if the host refuses; with {@code AddressTaken} it may be asked again
   */
  public Welcome hello(
      HostSettings settings, byte[] token, Segment arena, Path file, Duration timeout) {
    ControlRequest request =
        new ControlRequest(
            "greet the Wine host",
            Message.Hello,
            builder -> {
              int tokenAt = Hello.createTokenVector(builder, token);
              int segmentAt = segment(builder, arena, file);
              long end = settings.endTimeout().toMillis();
              return Hello.createHello(
                  builder,
                  ProtocolVersion.Current,
                  settings.abi(),
                  tokenAt,
                  segmentAt,
                  end,
                  SpinBudget.isAlone());
            });
    return ask(request, Message.Welcome, Welcome::new, timeout);
  }

  /** Asks for a sign of life. */
  public void ping() {
    long payload = System.nanoTime();
    ControlRequest request =
        new ControlRequest(
            "ping the Wine host", Message.Ping, builder -> Ping.createPing(builder, payload));
    Pong pong = ask(request, Message.Pong, Pong::new, PATIENCE);
    if (pong.payload() != payload) {
      throw life.broken(request.operation(), "the payload " + payload, "" + pong.payload());
    }
  }

  /** Tells the host to end. */
  public void goodbye(Duration timeout) {
    ControlRequest request =
        new ControlRequest(
            "end the Wine host",
            Message.Goodbye,
            builder -> {
              Goodbye.startGoodbye(builder);
              return Goodbye.endGoodbye(builder);
            });
    ask(request, Message.Done, Done::new, timeout);
  }

  @Override
  public boolean map(Segment segment, Path file) {
    ControlRequest request =
        new ControlRequest(
            MAP,
            Message.MapSegment,
            builder -> MapSegment.createMapSegment(builder, segment(builder, segment, file)));
    try {
      ask(request, Message.Done, Done::new, PATIENCE);
      return true;
    } catch (RefusedException e) {
      if (e.code() == FailureCode.AddressTaken) {
        return false;
      }
      throw ControlErrors.mapRefused(segment.address(), segment.size(), e);
    }
  }

  @Override
  public void unmap(Segment segment) {
    ControlRequest request =
        new ControlRequest(
            "unmap shared memory from the Wine host",
            Message.UnmapSegment,
            builder -> UnmapSegment.createUnmapSegment(builder, segment.address()));
    try {
      ask(request, Message.Done, Done::new, PATIENCE);
    } catch (HostEndedException e) {
      // Its address space has ended with it.
    }
  }

  @Override
  public int open(
      int lane, int windowsThread, long window, int size, Path hostBell, Path javaBell) {
    ControlRequest request =
        new ControlRequest(
            "open a lane to the Wine host",
            Message.OpenLane,
            builder -> {
              int hostAt = builder.createString(hostBell.toString());
              int javaAt = builder.createString(javaBell.toString());
              return OpenLane.createOpenLane(
                  builder,
                  lane,
                  window,
                  size,
                  hostAt,
                  javaAt,
                  Integer.toUnsignedLong(windowsThread));
            });
    try {
      return (int) ask(request, Message.LaneOpened, LaneOpened::new, PATIENCE).threadId();
    } catch (RefusedException e) {
      throw new LaneRefusedException(ControlErrors.laneRefused(e));
    }
  }

  @Override
  public List<CodePlace> stack(int windowsThread) {
    ControlRequest request =
        new ControlRequest(
            "look where a Windows thread is",
            Message.LookAtThread,
            builder ->
                LookAtThread.createLookAtThread(builder, Integer.toUnsignedLong(windowsThread)));
    ThreadStack seen = ask(request, Message.ThreadStack, ThreadStack::new, GLANCE);
    return IntStream.range(0, seen.placesLength())
        .mapToObj(seen::places)
        .map(HostClient::place)
        // Below lies nothing but the way in.
        .takeWhile(place -> !place.module().equals(HOST_PROGRAM))
        .toList();
  }

  /** Whether somebody in the host can still have memory of its heap. */
  public boolean heapAnswers() {
    try {
      stack(NO_THREAD);
      return true;
    } catch (RefusedException e) {
      // The words of the refusal are in the heap's memory.
      return true;
    } catch (HostEndedException e) {
      return true;
    } catch (BasculeException e) {
      return false;
    }
  }

  private static CodePlace place(StackPlace seen) {
    String module = orEmpty(seen.module());
    return new CodePlace(
        seen.address(),
        module.substring(Math.max(module.lastIndexOf('\\'), module.lastIndexOf('/')) + 1),
        seen.base(),
        orEmpty(seen.symbol()),
        seen.symbolAddress());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** Lets a thread that has asked for a lane go on without one. Does not wait for the answer. */
  public void deny(int windowsThread) {
    channel.tell(
        new ControlRequest(
            "deny a lane to a Windows thread",
            Message.DenyLane,
            builder -> DenyLane.createDenyLane(builder, Integer.toUnsignedLong(windowsThread))));
  }

  private <T extends Table> T ask(
      ControlRequest request, byte expected, Supplier<T> empty, Duration timeout) {
    Frame reply = channel.request(request, timeout);
    try {
      return Frames.message(reply, expected, empty);
    } catch (BadFrameException e) {
      throw life.broken(
          request.operation(), Message.name(expected), Message.name(reply.messageType()));
    }
  }

  private static int segment(FlatBufferBuilder builder, Segment segment, Path file) {
    int path = builder.createString(file.toString());
    return org.bascule.protocol.Segment.createSegment(
        builder, path, segment.address(), segment.size(), segment.guard());
  }
}
