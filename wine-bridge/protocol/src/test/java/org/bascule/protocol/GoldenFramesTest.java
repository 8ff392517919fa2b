package org.bascule.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every field of every golden frame, as the Java code reads it. */
class GoldenFramesTest {

  private static final long MODULE = 0x7fff_8000_0000L;
  private static final long FUNCTION = 0x7fff_8000_0013L;
  private static final long THUNK = 0x1_0001_0000L;
  private static final long CALLBACK = 12_345_678_901L;
  private static final String DLL = "C:\\vendor\\Prüfstand.dll";

  @Test
  void thereIsOneForEveryMessage() {
    Set<Byte> types =
        Golden.good().stream()
            .map(file -> Frames.decode(Golden.bytes(file), Limit.LaneFrameBytes).messageType())
            .collect(Collectors.toSet());

    assertThat(types).hasSize(Message.names.length - 1).doesNotContain(Message.NONE);
  }

  @Test
  void readsACall() {
    assertThat(Golden.frame("call").id()).isZero();
    Call call = Golden.message("call", Message.Call, Call::new);

    assertThat(call.function()).isEqualTo(MODULE);
    assertThat(call.convention()).isEqualTo(Convention.Stdcall);
    assertThat(call.result()).isEqualTo(ResultRegister.Float64);
    assertThat(call.flags()).isEqualTo(CallFlag.ClearLastError);
    assertThat(IntStream.range(0, call.slotsLength()).mapToLong(call::slots))
        .containsExactly(1L, -1L, 0x4000_0000_0000_0000L);
  }

  @Test
  void readsAnOutcome() {
    Outcome outcome = Golden.message("call", Message.Call, Call::new).outcome();

    assertThat(outcome.status()).isEqualTo(CallStatus.Faulted);
    assertThat(outcome.lastError()).isEqualTo(87);
    assertThat(outcome.integer()).isEqualTo(0x8000_0000_0000_0001L);
    assertThat(outcome.floating()).isEqualTo(Double.doubleToRawLongBits(1.5));
    assertThat(outcome.faultCode()).isEqualTo(0xC0000005L);
    assertThat(outcome.faultAccess()).isEqualTo(1);
    assertThat(outcome.faultAddress()).isEqualTo(FUNCTION);
    assertThat(outcome.faultTarget()).isEqualTo(16);
  }

  @Test
  void readsAnEach() {
    Each each = Golden.message("each", Message.Each, Each::new);

    assertThat(each.call().function()).isEqualTo(MODULE);
    assertThat(each.call().slotsLength()).isEqualTo(3);
    assertThat(each.call().outcome().status()).isEqualTo(CallStatus.Returned);
    assertThat(each.columnsLength()).isEqualTo(2);
    Column first = each.columns(0);
    assertThat(first.elements()).isEqualTo(0x2000_0000_1000L);
    assertThat(first.signed()).isTrue();
    assertThat(first.bytes()).isEqualTo(2);
    assertThat(first.slot()).isZero();
    assertThat(first.slots()).isEqualTo(1);
    Column second = each.columns(1);
    assertThat(second.elements()).isEqualTo(0x2000_0000_3000L);
    assertThat(second.signed()).isFalse();
    assertThat(second.bytes()).isEqualTo(8);
    assertThat(second.slot()).isEqualTo(1);
    assertThat(second.slots()).isEqualTo(2);
    assertThat(each.count()).isEqualTo(16_384);
    assertThat(each.results()).isEqualTo(0x2000_0000_5000L);
    assertThat(each.resultBytes()).isEqualTo(8);
    assertThat(each.progress().done()).isEqualTo(0x1_0000_0001L);
  }

  @Test
  void readsABatch() {
    Batch batch = Golden.message("batch", Message.Batch, Batch::new);

    assertThat(batch.functionsLength()).isEqualTo(2);
    BatchFunction one = batch.functions(0);
    assertThat(one.function()).isEqualTo(140735340871680L);
    assertThat(one.convention()).isEqualTo(Convention.Stdcall);
    assertThat(one.flags()).isEqualTo(CallFlag.ClearLastError);
    assertThat(one.slots()).isEqualTo(1);
    assertThat(batch.functions(1).result()).isEqualTo(ResultRegister.Float64);
    assertThat(batch.functions(1).slots()).isEqualTo(3);
    assertThat(batch.callsLength()).isEqualTo(2);
    BatchCall first = batch.calls(0);
    assertThat(first.function()).isZero();
    assertThat(first.stop()).isEqualTo(BatchStop.Zero);
    assertThat(first.bytes()).isEqualTo(4);
    assertThat(first.signed()).isFalse();
    assertThat(batch.calls(1).function()).isEqualTo(1);
    assertThat(batch.calls(1).stop()).isEqualTo(BatchStop.Never);
    assertThat(batch.calls(1).signed()).isTrue();
    assertThat(batch.linksLength()).isEqualTo(1);
    BatchLink link = batch.links(0);
    assertThat(link.from()).isZero();
    assertThat(link.to()).isEqualTo(1);
    assertThat(link.slot()).isEqualTo(2);
    assertThat(link.slots()).isEqualTo(1);
    assertThat(link.bytes()).isEqualTo(4);
    assertThat(link.signed()).isTrue();
  }

  @Test
  void readsWhatBecameOfABatch() {
    Batch batch = Golden.message("batch", Message.Batch, Batch::new);

    assertThat(IntStream.range(0, batch.slotsLength()).mapToLong(batch::slots))
        .containsExactly(7L, 1L, 0L, 0L);
    assertThat(batch.outcomesLength()).isEqualTo(2);
    BatchOutcome outcome = batch.outcomes(0);
    assertThat(outcome.value()).isEqualTo(0x8000_0000_0000_0001L);
    assertThat(outcome.lastError()).isEqualTo(87);
    assertThat(outcome.status()).isEqualTo(CallStatus.Returned);
    assertThat(batch.outcomes(1).status()).isEqualTo(CallStatus.Faulted);
    assertThat(batch.setLastError()).isTrue();
    assertThat(batch.last().faultCode()).isEqualTo(0xC0000005L);
    assertThat(batch.last().faultTarget()).isEqualTo(16);
    assertThat(batch.progress().made()).isEqualTo(2);
    assertThat(batch.progress().end()).isEqualTo(BatchEnd.NotReturned);
  }

  @Test
  void readsWhatTravelsWithACall() {
    Carry carry = Golden.message("carry", Message.Carry, Carry::new);

    assertThat(carry.number()).isEqualTo(7);
    assertThat(carry.fixed()).isEqualTo(1);
    assertThat(IntStream.range(0, carry.slotsLength()).mapToLong(carry::slots))
        .containsExactly(35188667056192L, 0L);
    assertThat(carry.sectionsLength()).isEqualTo(1);
    assertThat(carry.sections(0).address()).isEqualTo(35188667056192L);
    assertThat(carry.sections(0).size()).isEqualTo(24);
    assertThat(carry.guard()).isEqualTo(0x9E37_79B9_7F4A_7C15L);
  }

  @Test
  void readsAnUpcall() {
    assertThat(Golden.frame("upcall").id()).isZero();
    Upcall upcall = Golden.message("upcall", Message.Upcall, Upcall::new);

    assertThat(upcall.callback()).isEqualTo(CALLBACK);
    assertThat(IntStream.range(0, upcall.slotsLength()).mapToLong(upcall::slots))
        .containsExactly(1L, -1L, 0x4000_0000_0000_0000L);
  }

  @Test
  void readsThunkRequests() {
    CreateThunk create = Golden.message("create-thunk", Message.CreateThunk, CreateThunk::new);
    byte[] template = new byte[create.frameLength()];
    create.frameAsByteBuffer().get(template);
    assertThat(template).isEqualTo(Golden.bytes(Path.of("golden", "upcall.frame")).array());
    assertThat(create.convention()).isEqualTo(Convention.Stdcall);
    assertThat(create.result()).isEqualTo(ResultRegister.Float64);
    assertThat(create.floating()).isEqualTo(10);

    assertThat(Golden.message("thunk-created", Message.ThunkCreated, ThunkCreated::new).address())
        .isEqualTo(THUNK);
    assertThat(Golden.message("free-thunk", Message.FreeThunk, FreeThunk::new).address())
        .isEqualTo(THUNK);
  }

  @Test
  void readsWhatConcernsThreadsWithoutALane() {
    assertThat(Golden.frame("want-lane").id()).isZero();
    WantLane want = Golden.message("want-lane", Message.WantLane, WantLane::new);
    assertThat(want.threadId()).isEqualTo(4096);
    assertThat(want.callback()).isEqualTo(CALLBACK);

    assertThat(Golden.frame("deny-lane").id()).isEqualTo(5);
    assertThat(Golden.message("deny-lane", Message.DenyLane, DenyLane::new).threadId())
        .isEqualTo(4096);

    assertThat(Golden.frame("lane-ended").id()).isZero();
    assertThat(Golden.message("lane-ended", Message.LaneEnded, LaneEnded::new).lane()).isEqualTo(7);
  }

  @Test
  void readsLoadAndLoaded() {
    Load load = Golden.message("load", Message.Load, Load::new);
    assertThat(load.name()).isEqualTo(DLL);
    assertThat(IntStream.range(0, load.directoriesLength()).mapToObj(load::directories))
        .containsExactly("C:\\vendor", "Z:\\opt\\shared");

    Loaded loaded = Golden.message("loaded", Message.Loaded, Loaded::new);
    assertThat(loaded.module()).isEqualTo(MODULE);
    assertThat(loaded.path()).isEqualTo(DLL);

    assertThat(Golden.message("unload", Message.Unload, Unload::new).module()).isEqualTo(MODULE);
  }

  @Test
  void readsResolveAndResolved() {
    Resolve byName = Golden.message("resolve", Message.Resolve, Resolve::new);
    assertThat(byName.module()).isEqualTo(MODULE);
    assertThat(byName.name()).isEqualTo("bubblesort");
    assertThat(byName.ordinal()).isZero();

    Resolve byOrdinal = Golden.message("resolve-ordinal", Message.Resolve, Resolve::new);
    assertThat(byOrdinal.module()).isEqualTo(MODULE);
    assertThat(byOrdinal.name()).isNull();
    assertThat(byOrdinal.ordinal()).isEqualTo(700);

    Resolved resolved = Golden.message("resolved", Message.Resolved, Resolved::new);
    assertThat(resolved.address()).isEqualTo(FUNCTION);
    assertThat(resolved.executable()).isTrue();
  }

  @Test
  void readsListExportsAndExports() {
    ListExports list = Golden.message("list-exports", Message.ListExports, ListExports::new);
    assertThat(list.module()).isEqualTo(MODULE);
    assertThat(list.first()).isEqualTo(250);

    Exports exports = Golden.message("exports", Message.Exports, Exports::new);
    assertThat(exports.total()).isEqualTo(300);
    assertThat(exports.exportsLength()).isEqualTo(3);
    assertExport(exports.exports(0), "bubblesort", 1, FUNCTION, null);
    assertExport(exports.exports(1), null, 700, FUNCTION + 1, null);
    assertExport(exports.exports(2), "tick", 65535, 0, "kernel32.GetTickCount");
  }

  private static void assertExport(
      Export export, String name, int ordinal, long address, String forwarder) {
    assertThat(export.name()).isEqualTo(name);
    assertThat(export.ordinal()).isEqualTo(ordinal);
    assertThat(export.address()).isEqualTo(address);
    assertThat(export.forwarder()).isEqualTo(forwarder);
  }

  @Test
  void readsMemoryRequests() {
    ReadMemory read = Golden.message("read-memory", Message.ReadMemory, ReadMemory::new);
    assertThat(read.address()).isEqualTo(0x1_0000_0000L);
    assertThat(read.size()).isEqualTo(0x2_0000_0000L);
    assertThat(read.into()).isEqualTo(0x2000_0000_1000L);

    ReadTerminated text =
        Golden.message("read-terminated", Message.ReadTerminated, ReadTerminated::new);
    assertThat(text.address()).isEqualTo(0x1_0000_0000L);
    assertThat(text.unit()).isEqualTo(2);
    assertThat(text.limit()).isEqualTo(65536);
    assertThat(text.into()).isEqualTo(0x2000_0000_1000L);

    WriteMemory write = Golden.message("write-memory", Message.WriteMemory, WriteMemory::new);
    assertThat(write.address()).isEqualTo(0x1_0000_0000L);
    assertThat(write.size()).isEqualTo(64);
    assertThat(write.from()).isEqualTo(0x2000_0000_1000L);

    Copied copied = Golden.message("copied", Message.Copied, Copied::new);
    assertThat(copied.size()).isEqualTo(0x2_0000_0000L);
    assertThat(copied.terminated()).isTrue();
  }

  @Test
  void readsHeapRequests() {
    assertThat(Golden.message("allocate", Message.Allocate, Allocate::new).size())
        .isEqualTo(0x100_0000_0000L);
    assertThat(Golden.message("allocated", Message.Allocated, Allocated::new).address())
        .isEqualTo(0x1_0000_0000L);
    assertThat(Golden.message("free", Message.Free, Free::new).address()).isEqualTo(0x1_0000_0000L);
    Protect protect = Golden.message("protect", Message.Protect, Protect::new);
    assertThat(protect.address()).isEqualTo(0x2001_0000_0000L);
    assertThat(protect.size()).isEqualTo(8192);
    assertThat(protect.access()).isEqualTo((byte) PageAccess.ReadWrite);
  }

  @Test
  void readsDescribeAndDescribed() {
    assertThat(Golden.message("describe", Message.Describe, Describe::new).address())
        .isEqualTo(FUNCTION);

    Described described = Golden.message("described", Message.Described, Described::new);
    assertThat(described.module()).isEqualTo(DLL);
    assertThat(described.base()).isEqualTo(MODULE);
    assertThat(described.symbol()).isEqualTo("bubblesort");
    assertThat(described.symbolAddress()).isEqualTo(MODULE + 10);
  }

  @Test
  void readsWhereAThreadIs() {
    assertThat(Golden.frame("look-at-thread").id()).isEqualTo(6);
    assertThat(Golden.message("look-at-thread", Message.LookAtThread, LookAtThread::new).threadId())
        .isEqualTo(4096);

    ThreadStack seen = Golden.message("thread-stack", Message.ThreadStack, ThreadStack::new);
    assertThat(seen.placesLength()).isEqualTo(2);
    StackPlace place = seen.places(0);
    assertThat(place.address()).isEqualTo(FUNCTION);
    assertThat(place.module()).isEqualTo(DLL);
    assertThat(place.base()).isEqualTo(MODULE);
    assertThat(place.symbol()).isEqualTo("bubblesort");
    assertThat(place.symbolAddress()).isEqualTo(MODULE + 10);
    assertThat(seen.places(1).address()).isEqualTo(0x1_0000_0000L);
    assertThat(seen.places(1).module()).isNull();
  }

  @Test
  void readsPingAndPong() {
    assertThat(Golden.message("ping", Message.Ping, Ping::new).payload()).isEqualTo(-2);
    assertThat(Golden.message("pong", Message.Pong, Pong::new).payload()).isEqualTo(-2);
  }

  @Test
  void readsHello() {
    assertThat(Golden.frame("hello").id()).isEqualTo(1);
    Hello hello = Golden.message("hello", Message.Hello, Hello::new);

    assertThat(hello.protocol()).isEqualTo(ProtocolVersion.Current);
    assertThat(hello.abi()).isEqualTo(HostAbi.X86);
    assertThat(IntStream.range(0, hello.tokenLength()).map(hello::token))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 248, 249, 250, 251, 252, 253, 254, 255);
    assertSegment(hello.arena(), "/dev/shm/bascule-1", 0x2000_0000_0000L, 1 << 20);
    assertThat(hello.endMilliseconds()).isEqualTo(5000);
    assertThat(hello.alone()).isTrue();
  }

  @Test
  void readsWelcome() {
    assertThat(Golden.frame("welcome").id()).isEqualTo(1);
    Welcome welcome = Golden.message("welcome", Message.Welcome, Welcome::new);

    assertThat(welcome.protocol()).isEqualTo(ProtocolVersion.Current);
    assertThat(welcome.abi()).isEqualTo(HostAbi.X86);
    assertThat(IntStream.range(0, welcome.tokenLength()).map(welcome::token))
        .containsExactly(255, 254, 253, 252, 251, 250, 249, 248, 7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(welcome.processId()).isEqualTo(32);
    assertThat(welcome.wineVersion()).isEqualTo("8.0");
    assertThat(welcome.hostVersion()).isEqualTo("0.1.0");
  }

  @Test
  void readsOpenLaneAndLaneOpened() {
    assertThat(Golden.frame("open-lane").id()).isEqualTo(2);
    OpenLane open = Golden.message("open-lane", Message.OpenLane, OpenLane::new);
    assertThat(open.lane()).isEqualTo(7);
    assertThat(open.window()).isEqualTo(0x2000_0000_1000L);
    assertThat(open.size()).isEqualTo(65536);
    assertThat(open.hostBell()).isEqualTo("/run/bascule/7.host");
    assertThat(open.javaBell()).isEqualTo("/run/bascule/7.java");
    assertThat(open.threadId()).isEqualTo(4096);

    LaneOpened opened = Golden.message("lane-opened", Message.LaneOpened, LaneOpened::new);
    assertThat(opened.lane()).isEqualTo(7);
    assertThat(opened.threadId()).isEqualTo(4096);
  }

  @Test
  void readsSegmentRequests() {
    assertThat(Golden.frame("map-segment").id()).isEqualTo(3);
    MapSegment map = Golden.message("map-segment", Message.MapSegment, MapSegment::new);
    assertSegment(map.segment(), "/dev/shm/bascule-2", 0x2001_0000_0000L, 4096);

    assertThat(Golden.frame("unmap-segment").id()).isEqualTo(4);
    UnmapSegment unmap = Golden.message("unmap-segment", Message.UnmapSegment, UnmapSegment::new);
    assertThat(unmap.address()).isEqualTo(0x2001_0000_0000L);
  }

  private static void assertSegment(Segment segment, String path, long address, long size) {
    assertThat(segment.path()).isEqualTo(path);
    assertThat(segment.address()).isEqualTo(address);
    assertThat(segment.size()).isEqualTo(size);
  }

  @Test
  void readsMessagesWithoutFields() {
    assertThat(Golden.message("close-lane", Message.CloseLane, CloseLane::new)).isNotNull();
    assertThat(Golden.message("done", Message.Done, Done::new)).isNotNull();
    assertThat(Golden.message("goodbye", Message.Goodbye, Goodbye::new)).isNotNull();
    assertThat(Golden.frame("goodbye").id()).isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  void readsAFailure() {
    assertThat(Golden.frame("failure").id()).isEqualTo(9);
    Failure failure = Golden.message("failure", Message.Failure, Failure::new);

    assertThat(failure.code()).isEqualTo(FailureCode.MemoryFault);
    assertThat(failure.win32Error()).isEqualTo(998);
    assertThat(failure.detail()).isEqualTo("the memory at 0x10 cannot be touched");
    assertThat(failure.faultAddress()).isEqualTo(16);
  }
}
