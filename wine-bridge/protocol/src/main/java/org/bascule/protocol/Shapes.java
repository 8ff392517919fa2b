package org.bascule.protocol;

import static org.bascule.protocol.Field.scalar;
import static org.bascule.protocol.Field.scalars;
import static org.bascule.protocol.Field.string;
import static org.bascule.protocol.Field.strings;
import static org.bascule.protocol.Field.struct;
import static org.bascule.protocol.Field.table;
import static org.bascule.protocol.Field.tables;

/**
 * The tables of {@code bascule.fbs}, as data for {@link FrameVerifier}. FramesTest compares them
 * with the generated code: a field that is forgotten here is found there.
 */
final class Shapes {

  private static final int BYTE = 1;
  private static final int SHORT = 2;
  private static final int INT = 4;
  private static final int LONG = 8;
  private static final int OUTCOME = 48;
  private static final int COLUMN = 16;
  private static final int BATCH_FUNCTION = 16;
  private static final int BATCH_CALL = 6;
  private static final int SECTION = 16;
  private static final int BATCH_LINK = 8;
  private static final int BATCH_OUTCOME = 16;

  private static final Shape SEGMENT =
      Shape.of(
          "Segment",
          string("path").must(),
          scalar("address", LONG),
          scalar("size", LONG),
          scalar("guard", INT));
  private static final Shape EXPORT =
      Shape.of(
          "Export",
          string("name"),
          scalar("ordinal", SHORT),
          scalar("address", LONG),
          string("forwarder"));
  private static final Shape STACK_PLACE =
      Shape.of(
          "StackPlace",
          scalar("address", LONG),
          string("module"),
          scalar("base", LONG),
          string("symbol"),
          scalar("symbol_address", LONG));

  private Shapes() {}

  /** The shape of a message, or null for a type that the schema does not have. */
  static Shape ofMessage(byte type) {
    return switch (type) {
      case Message.Hello,
          Message.OpenLane,
          Message.DenyLane,
          Message.MapSegment,
          Message.UnmapSegment,
          Message.LookAtThread,
          Message.Goodbye ->
          controlRequest(type);
      case Message.Call -> call();
      case Message.Each -> each();
      case Message.Batch -> batch();
      case Message.Carry -> carry();
      case Message.Upcall,
          Message.CreateThunk,
          Message.FreeThunk,
          Message.ThunkCreated,
          Message.WantLane,
          Message.LaneEnded ->
          upcall(type);
      case Message.Protect -> laneRequest(type);
      default -> type >= Message.Welcome ? reply(type) : laneRequest(type);
    };
  }

  private static Shape call() {
    return Shape.of(
        "Call",
        scalar("function", LONG),
        scalar("convention", BYTE),
        scalar("result", BYTE),
        scalar("flags", BYTE),
        scalars("slots", LONG),
        struct("outcome", OUTCOME));
  }

  private static Shape each() {
    return Shape.of(
        "Each",
        table("call", call()).must(),
        scalars("columns", COLUMN),
        scalar("count", INT),
        scalar("results", LONG),
        scalar("result_bytes", BYTE),
        struct("progress", LONG));
  }

  private static Shape batch() {
    return Shape.of(
        "Batch",
        scalars("functions", BATCH_FUNCTION).must(),
        scalars("calls", BATCH_CALL).must(),
        scalars("links", BATCH_LINK),
        scalars("slots", LONG).must(),
        scalars("outcomes", BATCH_OUTCOME).must(),
        scalar("set_last_error", BYTE),
        struct("last", OUTCOME),
        struct("progress", LONG));
  }

  private static Shape carry() {
    return Shape.of(
        "Carry",
        scalar("number", INT),
        scalar("fixed", BYTE),
        scalars("slots", LONG).must(),
        scalars("sections", SECTION).must(),
        scalar("guard", LONG));
  }

  private static Shape upcall(byte type) {
    return switch (type) {
      case Message.Upcall -> Shape.of("Upcall", scalar("callback", LONG), scalars("slots", LONG));
      case Message.CreateThunk ->
          Shape.of(
              "CreateThunk",
              scalars("frame", BYTE).must(),
              scalar("convention", BYTE),
              scalar("result", BYTE),
              scalar("floating", BYTE));
      case Message.FreeThunk -> Shape.of("FreeThunk", scalar("address", LONG));
      case Message.ThunkCreated -> Shape.of("ThunkCreated", scalar("address", LONG));
      case Message.WantLane ->
          Shape.of("WantLane", scalar("thread_id", INT), scalar("callback", LONG));
      case Message.LaneEnded -> Shape.of("LaneEnded", scalar("lane", INT));
      default -> null;
    };
  }

  private static Shape laneRequest(byte type) {
    return switch (type) {
      case Message.Load -> Shape.of("Load", string("name").must(), strings("directories"));
      case Message.Unload -> Shape.of("Unload", scalar("module", LONG));
      case Message.Resolve ->
          Shape.of("Resolve", scalar("module", LONG), string("name"), scalar("ordinal", SHORT));
      case Message.ListExports ->
          Shape.of("ListExports", scalar("module", LONG), scalar("first", INT));
      case Message.ReadMemory ->
          Shape.of(
              "ReadMemory", scalar("address", LONG), scalar("size", LONG), scalar("into", LONG));
      case Message.ReadTerminated ->
          Shape.of(
              "ReadTerminated",
              scalar("address", LONG),
              scalar("unit", BYTE),
              scalar("limit", LONG),
              scalar("into", LONG));
      case Message.WriteMemory ->
          Shape.of(
              "WriteMemory", scalar("address", LONG), scalar("size", LONG), scalar("from", LONG));
      case Message.Allocate -> Shape.of("Allocate", scalar("size", LONG));
      case Message.Free -> Shape.of("Free", scalar("address", LONG));
      case Message.Protect ->
          Shape.of(
              "Protect", scalar("address", LONG), scalar("size", LONG), scalar("access", BYTE));
      case Message.Describe -> Shape.of("Describe", scalar("address", LONG));
      case Message.CloseLane -> Shape.of("CloseLane");
      case Message.Ping -> Shape.of("Ping", scalar("payload", LONG));
      default -> null;
    };
  }

  private static Shape controlRequest(byte type) {
    return switch (type) {
      case Message.Hello ->
          Shape.of(
              "Hello",
              scalar("protocol", INT),
              scalar("abi", BYTE),
              scalars("token", BYTE).must(),
              table("arena", SEGMENT).must(),
              scalar("end_milliseconds", INT),
              scalar("alone", BYTE));
      case Message.OpenLane ->
          Shape.of(
              "OpenLane",
              scalar("lane", INT),
              scalar("window", LONG),
              scalar("size", INT),
              string("host_bell").must(),
              string("java_bell").must(),
              scalar("thread_id", INT));
      case Message.DenyLane -> Shape.of("DenyLane", scalar("thread_id", INT));
      case Message.MapSegment -> Shape.of("MapSegment", table("segment", SEGMENT).must());
      case Message.UnmapSegment -> Shape.of("UnmapSegment", scalar("address", LONG));
      case Message.LookAtThread -> Shape.of("LookAtThread", scalar("thread_id", INT));
      case Message.Goodbye -> Shape.of("Goodbye");
      default -> null;
    };
  }

  private static Shape reply(byte type) {
    return switch (type) {
      case Message.Welcome ->
          Shape.of(
              "Welcome",
              scalar("protocol", INT),
              scalar("abi", BYTE),
              scalars("token", BYTE).must(),
              scalar("process_id", INT),
              string("wine_version").must(),
              string("host_version").must());
      case Message.Loaded -> Shape.of("Loaded", scalar("module", LONG), string("path").must());
      case Message.Resolved ->
          Shape.of("Resolved", scalar("address", LONG), scalar("executable", BYTE));
      case Message.Exports ->
          Shape.of("Exports", scalar("total", INT), tables("exports", EXPORT).must());
      case Message.Copied -> Shape.of("Copied", scalar("size", LONG), scalar("terminated", BYTE));
      case Message.Allocated -> Shape.of("Allocated", scalar("address", LONG));
      case Message.Described ->
          Shape.of(
              "Described",
              string("module"),
              scalar("base", LONG),
              string("symbol"),
              scalar("symbol_address", LONG));
      case Message.Pong -> Shape.of("Pong", scalar("payload", LONG));
      case Message.LaneOpened ->
          Shape.of("LaneOpened", scalar("lane", INT), scalar("thread_id", INT));
      case Message.ThreadStack -> Shape.of("ThreadStack", tables("places", STACK_PLACE).must());
      case Message.Done -> Shape.of("Done");
      case Message.Failure ->
          Shape.of(
              "Failure",
              scalar("code", SHORT),
              scalar("win32_error", INT),
              string("detail").must(),
              scalar("fault_address", LONG));
      default -> null;
    };
  }
}
