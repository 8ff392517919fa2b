package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Libraries that keep buffers, and fill them later. The same on Linux and Windows. */
public final class PlansProgram implements Function<String, Map<String, String>> {
  /** Of plans.dll. */
  public interface Plans extends Library {
    Pointer plan_sums(Pointer in, Pointer out, Pointer work, int count);

    void execute(Pointer plan);

    void destroy(Pointer plan);

    int stream_begin(Stream stream, byte seed);

    int stream_step(Stream stream);

    void stream_end(Stream stream);

    Word split(Pointer text, Pointer words, int room);

    int count_words(Word first);

    void fill_table(Pointer table);

    int begin_reading(Request request);

    void end_reading();

    void subscribe(Listener listener, Pointer user);

    int tell_elsewhere(int count);
  }

  @FieldOrder({"next_in", "avail_in", "next_out", "avail_out", "total", "state"})
  public static class Stream extends Structure {
    public Pointer next_in;
    public int avail_in;
    public Pointer next_out;
    public int avail_out;
    public long total;
    public Pointer state;
  }

  @FieldOrder({"text", "next"})
  public static class Word extends Structure {
    public Pointer text;
    public ByReference next;

    public static class ByReference extends Word implements Structure.ByReference {}
  }

  @FieldOrder({"into", "count", "outcome", "finished"})
  public static class Request extends Structure {
    public Pointer into;
    public int count;
    public int outcome;
    public Finished finished;
  }

  public interface Finished extends Callback {
    void finished(Request request, int count);
  }

  public interface Listener extends Callback {
    int told(Pointer user, int event);
  }

  @Override
  public Map<String, String> apply(String library) {
    Plans plans = Native.load(library, Plans.class);
    Map<String, String> told = new TreeMap<>();
    plan(plans, told);
    stream(plans, told);
    words(plans, told);
    functions(plans, told);
    reading(plans, told);
    listener(plans, told);
    return told;
  }

  /** What it computes with is named once. */
  private static void plan(Plans plans, Map<String, String> told) {
    Memory all = new Memory(9 * Double.BYTES);
    all.clear();
    Pointer plan = plans.plan_sums(all, all.share(24), new Memory(24), 3);
    Memory work = new Memory(24);
    Pointer kept = plans.plan_sums(all, all.share(24), work, 3);
    plans.destroy(plan);
    List<String> runs = new ArrayList<>();
    for (double first : new double[] {1, 2}) {
      all.write(0, new double[] {first, 3, 4}, 0, 3);
      plans.execute(kept);
      runs.add(Arrays.toString(all.getDoubleArray(24, 3)));
    }
    plans.destroy(kept);
    told.put("plan", runs + " " + work.getDouble(0));
  }

  /** It moves on in the program's buffers, which may be changed between two steps. */
  private static void stream(Plans plans, Map<String, String> told) {
    Memory input = new Memory(5);
    input.write(0, new byte[] {1, 2, 3, 4, 5}, 0, 5);
    Memory output = new Memory(2);
    Stream stream = new Stream();
    List<String> steps = new ArrayList<>();
    steps.add("" + plans.stream_begin(stream, (byte) 8));
    stream.next_in = input;
    stream.avail_in = 5;
    int ended;
    do {
      stream.next_out = output;
      stream.avail_out = 2;
      ended = plans.stream_step(stream);
      steps.add(Arrays.toString(output.getByteArray(0, 2 - stream.avail_out)));
    } while (ended == 0);
    told.put("stream", steps + " " + stream.total + " " + stream.next_in.equals(input.share(5)));
    plans.stream_end(stream);
    told.put("stream after it", stream.state + "");
  }

  /** Pointers in the caller's memory to the caller's memory. */
  private static void words(Plans plans, Map<String, String> told) {
    byte[] ascii = "over and out\0".getBytes(StandardCharsets.US_ASCII);
    Memory text = new Memory(ascii.length);
    text.write(0, ascii, 0, ascii.length);
    Memory room = new Memory(4L * 2 * Native.POINTER_SIZE);
    Word first = plans.split(text, room, 4);
    List<String> words = new ArrayList<>();
    for (Word word = first; word != null; word = word.next) {
      words.add(word.text.getString(0) + "@" + (pointer(word.text) - pointer(text)));
    }
    told.put("words", words + " " + first.getPointer().equals(room.share(0)));
    first.next.next = null;
    told.put("shortened", "" + plans.count_words(first));
    Pointer second = room.getPointer(Native.POINTER_SIZE);
    told.put("by memory", second.getPointer(0).getString(0));
  }

  private static long pointer(Pointer pointer) {
    return Pointer.nativeValue(pointer);
  }

  private static void functions(Plans plans, Map<String, String> told) {
    Memory table = new Memory(2L * Native.POINTER_SIZE);
    plans.fill_table(table);
    int doubled =
        com.sun.jna.Function.getFunction(table.getPointer(0)).invokeInt(new Object[] {21});
    int less =
        com.sun.jna.Function.getFunction(table.getPointer(Native.POINTER_SIZE))
            .invokeInt(new Object[] {21});
    told.put("functions", doubled + " " + less);
  }

  /** The call has long returned when it is filled, and the callback comes. */
  private static void reading(Plans plans, Map<String, String> told) {
    Memory into = new Memory(6);
    Request request = new Request();
    List<String> seen = new ArrayList<>();
    request.into = into;
    request.count = 6;
    request.finished =
        (ended, count) -> {
          synchronized (seen) {
            seen.add(count + " " + ended.getPointer().equals(request.getPointer()));
          }
        };
    told.put("begun", "" + plans.begin_reading(request));
    plans.end_reading();
    request.read();
    synchronized (seen) {
      told.put("read", request.outcome + Arrays.toString(into.getByteArray(0, 6)) + seen);
    }
  }

  private static void listener(Plans plans, Map<String, String> told) {
    Memory user = new Memory(4);
    user.setInt(0, 0);
    Listener listener =
        (who, event) -> {
          who.setInt(0, who.getInt(0) + event);
          return 10;
        };
    plans.subscribe(listener, user);
    System.gc();
    told.put("elsewhere", plans.tell_elsewhere(4) + " " + user.getInt(0));
    told.put("again", plans.tell_elsewhere(2) + " " + user.getInt(0));
  }
}
