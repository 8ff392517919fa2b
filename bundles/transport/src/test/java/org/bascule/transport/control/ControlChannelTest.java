package org.bascule.transport.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.bascule.error.BasculeException;
import org.bascule.error.HostEndedException;
import org.bascule.protocol.DenyLane;
import org.bascule.protocol.Done;
import org.bascule.protocol.Failure;
import org.bascule.protocol.FailureCode;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.LaneEnded;
import org.bascule.protocol.LaneOpened;
import org.bascule.protocol.Message;
import org.bascule.protocol.OpenLane;
import org.bascule.protocol.Ping;
import org.bascule.protocol.Pong;
import org.bascule.protocol.WantLane;
import org.bascule.transport.lane.FakeLife;
import org.bascule.transport.lane.HostAnnouncements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(8)
class ControlChannelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FakeLife life = new FakeLife();
  private final PipedInputStream fromJava = new PipedInputStream(1 << 17);
  private final PipedOutputStream toJava = new PipedOutputStream();
  private ControlChannel channel;
  private HostClient client;
  private Thread reader;

  @BeforeEach
  void open() throws IOException {
    PipedInputStream fromHost = new PipedInputStream(toJava, 1 << 17);
    channel = new ControlChannel(new PipedOutputStream(fromJava), fromHost, life);
    client = new HostClient(channel, life);
    reader = new Thread(channel::read);
    reader.start();
  }

  @AfterEach
  void close() throws Exception {
    toJava.close();
    reader.join();
  }

  @Test
  void pairsRepliesWithRequestsByTheirNumbers() throws Exception {
    CompletableFuture<Long> first = ask(11);
    Frame firstRequest = take();
    CompletableFuture<Long> second = ask(22);
    Frame secondRequest = take();
    assertThat(secondRequest.id()).isEqualTo(firstRequest.id() + 1);
    pong(secondRequest.id(), 220);
    pong(firstRequest.id(), 110);

    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(110);
    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(220);
  }

  @Test
  void saysWhatTheHostRefused() throws Exception {
    CompletableFuture<Long> reply = ask(1);
    long id = take().id();
    send(
        id,
        Message.Failure,
        b -> Failure.createFailure(b, FailureCode.OutOfMemory, 8, b.createString("no heap"), 0));

    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            """
            BSC-106 cannot test
              expected: the host's consent
              actual: OutOfMemory: no heap (Windows error 8)
              remedy: start a new session; report it if it happens again""");
  }

  @Test
  void saysWhenNoAnswerComesAndIgnoresTheOneThatComesTooLate() throws Exception {
    assertThatThrownBy(() -> channel.request(request(1), Duration.ofMillis(30)))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-106 cannot test
              expected: an answer of the host within 30 ms
              actual: no answer
              remedy: see whether the host process is stopped or the machine overloaded; close \
            the session if it stays so""");
    pong(take().id(), 1);
    CompletableFuture<Long> next = ask(2);
    pong(take().id(), 2);

    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(life.over()).isFalse();
  }

  @Test
  void endsAHostThatSendsNoFrame() throws Exception {
    CompletableFuture<Long> reply = ask(1);
    toJava.write(new byte[] {20, 0, 0, 0});
    toJava.write(new byte[20]);
    toJava.flush();
    reader.join();

    assertThat(life.over()).isTrue();
    channel.end();
    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HostEndedException.class);
  }

  @Test
  void endsAHostThatSendsTooMuch() throws Exception {
    toJava.write(new byte[] {1, 0, 1, 0});
    toJava.flush();
    reader.join();

    assertThat(life.over()).isTrue();
  }

  @Test
  void endsAHostThatAnswersWhatNobodyAsked() throws Exception {
    pong(5, 5);
    toJava.close();
    reader.join();

    assertThat(life.over()).isTrue();
  }

  @Test
  void tellsWhatTheHostSaysUnasked() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    channel.listen(said(said));
    send(0, Message.WantLane, b -> WantLane.createWantLane(b, 0xfffffffcL, -2));
    send(0, Message.LaneEnded, b -> LaneEnded.createLaneEnded(b, 7));
    toJava.close();
    reader.join();

    assertThat(said).containsExactly("thread fffffffc for -2", "end of lane 7");
    assertThat(life.over()).isFalse();
  }

  @Test
  void endsAHostThatSaysAnythingElseUnasked() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    channel.listen(said(said));
    pong(0, 5);
    toJava.close();
    reader.join();

    assertThat(life.over()).isTrue();
    assertThat(said).isEmpty();
  }

  @Test
  void endsAHostThatAsksForALaneInAReply() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    channel.listen(said(said));
    send(5, Message.WantLane, b -> WantLane.createWantLane(b, 4, 1));
    toJava.close();
    reader.join();

    assertThat(life.over()).isTrue();
    assertThat(said).isEmpty();
  }

  @Test
  void endsAHostThatSpeaksUnaskedBeforeItMay() throws Exception {
    send(0, Message.WantLane, b -> WantLane.createWantLane(b, 4, 1));
    toJava.close();
    reader.join();

    assertThat(life.over()).isTrue();
  }

  @Test
  void deniesWithoutWaitingForTheAnswer() throws Exception {
    client.deny(-4);
    Frame denial = take();
    assertThat(Frames.message(denial, Message.DenyLane, DenyLane::new).threadId())
        .isEqualTo(0xfffffffcL);
    done(denial.id());
    CompletableFuture<Long> next = ask(2);
    pong(take().id(), 2);

    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(life.over()).isFalse();
  }

  @Test
  void deniesInVainWhenThePipeIsBroken() throws Exception {
    fromJava.close();

    client.deny(4);
  }

  @Test
  void opensALaneForTheThreadThatHasAsked() throws Exception {
    CompletableFuture<Void> reply =
        CompletableFuture.runAsync(
            () -> client.open(3, -4, 0x1000, 8192, Path.of("/h"), Path.of("/j")));
    Frame request = take();
    OpenLane open = Frames.message(request, Message.OpenLane, OpenLane::new);
    send(request.id(), Message.LaneOpened, b -> LaneOpened.createLaneOpened(b, 3, 0xfffffffcL));
    reply.get(10, TimeUnit.SECONDS);

    assertThat(open.lane()).isEqualTo(3);
    assertThat(open.threadId()).isEqualTo(0xfffffffcL);
    assertThat(open.window()).isEqualTo(0x1000);
    assertThat(open.size()).isEqualTo(8192);
    assertThat(open.hostBell()).isEqualTo("/h");
    assertThat(open.javaBell()).isEqualTo("/j");
  }

  @Test
  void endsAHostThatAnswersWithAnotherMessage() throws Exception {
    CompletableFuture<Void> reply = CompletableFuture.runAsync(client::ping);
    done(take().id());

    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-106 cannot ping the Wine host
              where: fake host
              expected: Pong
              actual: Done""");
    assertThat(life.over()).isTrue();
  }

  @Test
  void failsAllThatWaitWhenTheHostEnds() throws Exception {
    CompletableFuture<Long> reply = askAndWait();
    life.end();
    channel.end();

    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(HostEndedException.class)
        .hasMessage("BSC-105 cannot test\n  where: fake host");
    assertThatThrownBy(() -> channel.request(request(2), PATIENCE))
        .isInstanceOf(HostEndedException.class);
  }

  @Test
  void failsAtOnceWhenThePipeIsBrokenAndTheHostHasEnded() throws Exception {
    life.end();
    channel.end();
    fromJava.close();

    assertThatThrownBy(() -> channel.request(request(2), PATIENCE))
        .isInstanceOf(HostEndedException.class);
  }

  @Test
  void waitsForTheEndWhenThePipeBreaksFirst() throws Exception {
    fromJava.close();
    CompletableFuture<Long> reply = askAndWait();
    life.end();
    channel.end();

    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HostEndedException.class);
  }

  @Test
  void waitsThroughAnInterrupt() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread asker =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              channel.request(request(1), PATIENCE);
              interrupted.complete(Thread.interrupted());
            });
    asker.start();
    pong(take().id(), 1);

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private CompletableFuture<Long> ask(long payload) {
    return CompletableFuture.supplyAsync(() -> pingChannel(payload));
  }

  /** Asks, and returns when the thread that asks waits for its answer. */
  private CompletableFuture<Long> askAndWait() {
    Thread[] asker = {null};
    CompletableFuture<Long> reply =
        CompletableFuture.supplyAsync(
            () -> pingChannel(1),
            work -> {
              asker[0] = new Thread(work);
              asker[0].start();
            });
    while (asker[0].getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return reply;
  }

  private long pingChannel(long payload) {
    Frame reply = channel.request(request(payload), PATIENCE);
    return Frames.message(reply, Message.Pong, Pong::new).payload();
  }

  private static ControlRequest request(long payload) {
    return new ControlRequest("test", Message.Ping, b -> Ping.createPing(b, payload));
  }

  private Frame take() throws IOException {
    DataInputStream data = new DataInputStream(fromJava);
    byte[] bytes = new byte[Integer.reverseBytes(data.readInt())];
    data.readFully(bytes);
    return Frames.decode(ByteBuffer.wrap(bytes), bytes.length);
  }

  private void pong(long id, long payload) throws IOException {
    send(id, Message.Pong, b -> Pong.createPong(b, payload));
  }

  private void done(long id) throws IOException {
    send(
        id,
        Message.Done,
        b -> {
          Done.startDone(b);
          return Done.endDone(b);
        });
  }

  private static HostAnnouncements said(List<String> said) {
    return new HostAnnouncements() {
      @Override
      public void wantLane(int windowsThread, long callback) {
        said.add("thread " + Integer.toHexString(windowsThread) + " for " + callback);
      }

      @Override
      public void laneEnded(int lane) {
        said.add("end of lane " + lane);
      }
    };
  }

  private void send(long id, byte type, java.util.function.ToIntFunction<FlatBufferBuilder> message)
      throws IOException {
    FlatBufferBuilder builder = new FlatBufferBuilder(64);
    Frames.finish(builder, id, type, message.applyAsInt(builder));
    byte[] frame = builder.sizedByteArray();
    ByteBuffer prefix = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    OutputStream out = toJava;
    out.write(prefix.putInt(0, frame.length).array());
    out.write(frame);
    out.flush();
  }
}
