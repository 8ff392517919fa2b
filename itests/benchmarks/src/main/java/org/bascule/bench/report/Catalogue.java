package org.bascule.bench.report;

import static org.bascule.bench.report.Section.BUSY;
import static org.bascule.bench.report.Section.FREE;
import static org.bascule.bench.report.Section.PINNED;
import static org.bascule.bench.report.Section.THREADS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is measured, in the order of the table, and what is asked of it. */
public final class Catalogue {
  /** The C program in the place of the JVM: two threads that spin. */
  public static final String TURN = "RawRoundTrip.turn";

  /** The same program: a call whose frame is verified. */
  public static final String CALL = "RawRoundTrip.call";

  /** The same program: a call from the DLL. */
  public static final String UPCALL = "RawRoundTrip.upcall";

  /** A server's call of the bridge, slower than nine of ten. */
  public static final String PACED = "PacedAdd.bridge";

  /** A server's call of JNA, likewise. */
  public static final String PACED_JNA = "PacedAdd.jna";

  private static final double SERVER_NANOS = 60_000;

  private Catalogue() {}

  /** The rows of the table. */
  public static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    shapes.addAll(scalars());
    shapes.addAll(memory());
    shapes.addAll(callbacks());
    shapes.addAll(floats());
    shapes.addAll(staying());
    shapes.addAll(many());
    shapes.addAll(world());
    shapes.addAll(others());
    return List.copyOf(shapes);
  }

  private static List<Shape> scalars() {
    return List.of(
        Shape.of("a bare turn of two processes", "").above(TURN),
        everywhere("int add(int, int)", "BridgeAdd.add", "JnaAdd").above(CALL).alsoIn(THREADS),
        everywhere("double pow(double, double)", "BridgePow.pow", "JnaPow").alsoIn(THREADS));
  }

  private static List<Shape> memory() {
    return List.of(
        everywhere("struct of 6, JNA's Structure", "BridgeStruct.structure", "JnaStruct"),
        everywhere("struct of 6, a record", "BridgeStruct.record", "JnaStruct"),
        everywhere("double[1000] in and out", "BridgeArray.doubles", "")
            .besideJna("JnaArray.doubles")
            .besideDirect("JnaArray.doublesDirect"),
        text("text of 32 in", "in"),
        text("text of 32 out", "out"),
        text("text of 32 in and out", "inAndOut"),
        everywhere("float[10], by a directive", "BridgeSort.sort", "JnaSort"));
  }

  private static List<Shape> callbacks() {
    return List.of(
        everywhere("callback x 9", "BridgeBelt.nine", "JnaBelt"),
        everywhere("one callback of many", "BridgeUpcall.next", "")
            .besideJna("JnaUpcall.next")
            .above(UPCALL),
        everywhere("image filter, 10 x 10", "BridgeImage.filter", "").besideJna("JnaImage.filter"));
  }

  private static List<Shape> floats() {
    return Stream.of("1", "16", "64").flatMap(Catalogue::floats).toList();
  }

  private static Stream<Shape> floats(String mebibytes) {
    String size = ":" + mebibytes;
    String title = mebibytes + " MiB of floats ";
    return Stream.of(
        Shape.of(title + "in", "BridgeFloats.in" + size).above("JnaFloats.oneCopy" + size),
        Shape.of(title + "out", "BridgeFloats.out" + size).above("JnaFloats.oneCopy" + size),
        Shape.of(title + "in and out", "BridgeFloats.inAndOut" + size)
            .besideJna("JnaFloats.viaInterface" + size)
            .besideDirect("JnaFloats.direct" + size)
            .above("JnaFloats.twoCopies" + size));
  }

  private static List<Shape> staying() {
    return List.of(
        Shape.of("block that stays: call", "BridgeBlock.call")
            .besideJna("JnaBlock.call")
            .besideDirect("JnaBlock.callDirect"),
        Shape.of("… and one number each way", "BridgeBlock.changeAndCall")
            .besideJna("JnaBlock.changeAndCall"),
        Shape.of("… and 1,000 each way", "BridgeBlock.copyAndCall")
            .besideJna("JnaBlock.copyAndCall"),
        Shape.of("number behind a pointer", "BridgeRead.number"),
        Shape.of("16 numbers behind a pointer", "BridgeRead.array"),
        Shape.of("struct behind a pointer", "BridgeRead.struct"));
  }

  private static List<Shape> many() {
    return List.of(
        Shape.of("each: add, of a million", "EachAdd.each").besideDirect("EachAdd.jnaDirect"),
        Shape.of("batch: 4 functions, of 100", "BatchOfFour.batch").besideJna("JnaFour.oneByOne"),
        Shape.of("batch: results go on, of 100", "BatchAdd.batch"),
        Shape.of("the same, one by one", "BatchAdd.oneByOne"));
  }

  private static List<Shape> world() {
    return Stream.of(
            Map.entry("abs", "abs(int) by an interface"),
            Map.entry("direct", "add(int, int), registered"),
            Map.entry("struct", "struct of 6"),
            Map.entry("text", "text of 32 in"),
            Map.entry("memory", "new Memory(40)"))
        .map(
            row ->
                Shape.of(
                        "JNA's Windows world: " + row.getValue(),
                        "WorldCalls." + row.getKey() + ":windows")
                    .besideJna("WorldCalls." + row.getKey() + ":linux"))
        .toList();
  }

  private static List<Shape> others() {
    return List.of(
        Shape.of("a server's call, 9 of 10 below", PACED).besideJna(PACED_JNA).alsoIn(PINNED),
        Shape.of("bind a table of 1 callback", "BridgeBind.tableOf1"),
        Shape.of("bind a table of 64", "BridgeBind.tableOf64"),
        Shape.of("bind an interface of 1", "BridgeBind.interfaceOf1"),
        Shape.of("bind an interface of 1,000", "BridgeBind.interfaceOf1000"),
        Shape.of("int add(int, int), 32 bits", "NarrowAdd.add"),
        Shape.of("one callback of many, 32 bits", "NarrowUpcall.next"));
  }

  private static Shape everywhere(String title, String ours, String jna) {
    Shape shape = Shape.of(title, ours).alsoIn(PINNED, BUSY);
    return jna.isEmpty()
        ? shape
        : shape.besideJna(jna + ".viaInterface").besideDirect(jna + ".direct");
  }

  private static Shape text(String title, String method) {
    return everywhere(title, "BridgeText." + method, "")
        .besideJna("JnaText." + method)
        .besideDirect("JnaText." + method + "Direct");
  }

  /** What is asked. */
  public static List<Target> targets() {
    return List.of(
        Target.ratio("add / bare turn", FREE, "BridgeAdd.add", TURN, 1.4),
        Target.ratio("add / JNA's", FREE, "BridgeAdd.add", "JnaAdd.viaInterface", 0.45),
        Target.ratio("add / raw call", PINNED, "BridgeAdd.add", CALL, 1.15),
        Target.ratio("add / raw call", BUSY, "BridgeAdd.add", CALL, 1.15),
        Target.ratio(
            "struct of 6 / JNA's", FREE, "BridgeStruct.structure", "JnaStruct.viaInterface", 0.6),
        Target.ratio(
            "record of 6 / JNA's Structure",
            FREE,
            "BridgeStruct.record",
            "JnaStruct.viaInterface",
            0.5),
        Target.ratio("double[1000] / JNA's", FREE, "BridgeArray.doubles", "JnaArray.doubles", 0.7),
        Target.ratio("text of 32 in / JNA's", FREE, "BridgeText.in", "JnaText.in", 0.3),
        Target.ratio("callback x 9 / JNA's", FREE, "BridgeBelt.nine", "JnaBelt.viaInterface", 0.45),
        Target.ratio("each / JNA's direct", FREE, "EachAdd.each", "EachAdd.jnaDirect", 0.25),
        Target.ratio("batch / JNA's", FREE, "BatchOfFour.batch", "JnaFour.oneByOne", 0.3),
        Target.ratio(
            "64 MiB in and out / 2 memcpys",
            FREE,
            "BridgeFloats.inAndOut:64",
            "JnaFloats.twoCopies:64",
            1.3),
        world("abs", 1.7),
        world("struct", 1.0),
        world("text", 1.5),
        world("memory", 1.5),
        Target.ratio(
            "the world's direct mapping / add",
            FREE,
            "WorldCalls.direct:windows",
            "BridgeAdd.add",
            1.1),
        Target.time("9 of 10 calls of a server", FREE, PACED, SERVER_NANOS));
  }

  private static Target world(String name, double most) {
    String both = "WorldCalls." + name;
    return Target.ratio(
        "the Windows world's " + name + " / JNA's", FREE, both + ":windows", both + ":linux", most);
  }
}
