package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import org.bascule.annotation.FunctionName;
import org.bascule.bridge.Session;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What nobody refers to any more has gone after a collection, and what somebody still uses has not:
 * a test for each line of the table "Who holds what, until when" in {@code architecture.md}.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GoneAfterGcIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int MANY = 200;

  private static OwnBridge bridge;
  private static Session session;

  /** Takes and gives numbers. */
  public interface Other {
    int of(int value);
  }

  /** Gives the place of a function. */
  public interface Place {
    Ref<Other> of(int key);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run(IntUnaryOperator f, int value);

    @FunctionName("run")
    int runOther(Other f, int value);

    IntUnaryOperator adder(int number);

    int join_names(StringBuilder out, int capacity, int count, IntFunction<String> name);

    int run_pointed(Place find, int key);
  }

  /** One object that is passed as two types. */
  private static final class Both implements IntUnaryOperator, Other {
    @Override
    public int applyAsInt(int value) {
      return value + 1;
    }

    @Override
    public int of(int value) {
      return value + 2;
    }
  }

  private Upcalls upcalls;
  private Inside before;

  @BeforeAll
  static void open() {
    bridge = new OwnBridge();
    session = bridge.open();
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @BeforeEach
  void load() {
    Garbage.collect();
    upcalls = upcalls(session);
    // What is bound once for all tests is not what they count.
    assertThat(upcalls.run(value -> value, 1)).isEqualTo(1);
    assertThat(upcalls.runOther(value -> value, 1)).isEqualTo(1);
    assertThat(upcalls.run_pointed(key -> null, 1)).isEqualTo(-1);
    before = Inside.of(session);
  }

  @Test
  void whatCanCallIsBoundAgainWhenMarshallersChangeAfterCollections() {
    CountGuest one = new CountGuest(1);
    CountGuest better = new CountGuest(7);
    bridge.add(one);
    CountUsers users = CountUsers.of(session);
    users.call(1);
    Garbage.collect();
    bridge.add(better);
    users.call(7);
    Garbage.collect();
    bridge.remove(better);
    users.call(1);
    Garbage.collect();
    bridge.remove(one);
    users.refused(
        refusal ->
            refusal.hasMessageMatching(
                "(?s)BSC-302 cannot bind .*none of the \\d+ marshaller factories takes it.*"));
    Garbage.collect();
    bridge.add(better);
    users.call(7);
    bridge.remove(better);
    users.kept().close();
  }

  @Test
  void functionSitesGoWithTheInterfacesObject() {
    List<WeakReference<Upcalls>> gone = callThroughMany();
    Garbage.collectUntilGone("the interface's objects", gone);
    awaitInside("function sites", Inside::sites);
  }

  private List<WeakReference<Upcalls>> callThroughMany() {
    List<Upcalls> living = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Upcalls another = upcalls(session);
      assertThat(another.run(value -> value, i)).isEqualTo(i);
      living.add(another);
    }
    Garbage.collect();
    assertThat(Inside.of(session).sites()).isGreaterThanOrEqualTo(MANY);
    return living.stream().map(WeakReference::new).toList();
  }

  @Test
  void aRegistrationGoesWithItsObject() {
    List<WeakReference<Both>> gone = pass(false);
    Garbage.collectUntilGone("an object that was passed", gone);
    awaitInside("registrations", Inside::registrations);
  }

  @Test
  void bothRegistrationsOfAnObjectUnderTwoTypesGoWithIt() {
    List<WeakReference<Both>> gone = pass(true);
    Garbage.collectUntilGone("an object that was passed as two types", gone);
    awaitInside("registrations", Inside::registrations);
  }

  @Test
  void aRegistrationIsTheSameOneWhileItsObjectLives() {
    Both both = new Both();
    for (int i = 0; i < MANY; i++) {
      assertThat(upcalls.run(both, i)).isEqualTo(i + 1);
      assertThat(upcalls.runOther(both, i)).isEqualTo(i + 2);
    }
    Garbage.collect();
    assertThat(upcalls.run(both, 1)).isEqualTo(2);
    assertThat(Inside.of(session).registrations()).isLessThanOrEqualTo(before.registrations() + 2);
  }

  private List<WeakReference<Both>> pass(boolean asTwo) {
    List<WeakReference<Both>> passed = new ArrayList<>();
    List<Both> living = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Both both = new Both();
      living.add(both);
      passed.add(new WeakReference<>(both));
      assertThat(upcalls.run(both, i)).isEqualTo(i + 1);
      if (asTwo) {
        assertThat(upcalls.runOther(both, i)).isEqualTo(i + 2);
      }
    }
    assertThat(Inside.of(session).registrations())
        .isGreaterThanOrEqualTo(before.registrations() + (asTwo ? 2 : 1) * MANY);
    Reference.reachabilityFence(living);
    return passed;
  }

  @Test
  void anObjectThatCallsTheDllGoesWhenTheProgramDropsIt() {
    WeakReference<IntUnaryOperator> gone = new WeakReference<>(callAdder());
    Garbage.collectUntilGone("the object that calls the DLL", gone);
    awaitInside("objects that call the DLL", Inside::proxies);
    assertThat(upcalls.adder(100).applyAsInt(5)).isEqualTo(105);
  }

  private IntUnaryOperator callAdder() {
    IntUnaryOperator adder = upcalls.adder(100);
    assertThat(adder.applyAsInt(5)).isEqualTo(105);
    Garbage.collect();
    assertThat(upcalls.adder(100)).isSameAs(adder);
    assertThat(Inside.of(session).proxies()).isGreaterThan(before.proxies());
    return adder;
  }

  @Test
  void memoryOfAResultGoesWithTheObjectThatWasReturned() {
    List<WeakReference<String>> gone = returnNames();
    Garbage.collectUntilGone("a text that was returned", gone);
    awaitInside("memory of results", Inside::results);
  }

  private List<WeakReference<String>> returnNames() {
    List<WeakReference<String>> returned = new ArrayList<>();
    List<String> living = new ArrayList<>();
    upcalls.join_names(
        new StringBuilder(8192),
        8192,
        MANY,
        index -> {
          String name = "name " + index;
          living.add(name);
          returned.add(new WeakReference<>(name));
          return name;
        });
    Garbage.collect();
    assertThat(Inside.of(session).results()).isGreaterThanOrEqualTo(before.results() + MANY);
    Reference.reachabilityFence(living);
    return returned;
  }

  @Test
  void memoryOfAResultGoesThoughAFunctionInItRefersBack() {
    List<WeakReference<Ref<Other>>> gone = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      int key = i;
      assertThat(
              upcalls.run_pointed(
                  asked -> {
                    Ref<Other> place = new Ref<>(null);
                    place.set(value -> value + key + (place.get() == null ? 1 : 0));
                    gone.add(new WeakReference<>(place));
                    return place;
                  },
                  i))
          .isEqualTo(2 * i);
    }
    Garbage.collectUntilGone("a result that its own function refers to", gone);
    awaitInside("memory of results", Inside::results);
    awaitInside("functions in results", Inside::registrations);
  }

  @Test
  void aResultThatWasReturnedBeforeLastsUntilTheCallHasEnded() {
    String[] first = {new StringBuilder("abcdefghijklmnop").toString()};
    assertThat(joined(1, index -> first[0])).isEqualTo("abcdefghijklmnop");
    String all =
        joined(
            40,
            index -> {
              if (index == 0) {
                return first[0];
              }
              first[0] = null;
              if (index < 4) {
                Garbage.collect();
              }
              return "0123456789ABCD%02d".formatted(index);
            });
    assertThat(all).startsWith("abcdefghijklmnop0123456789ABCD01").endsWith("ABCD39");
  }

  private String joined(int count, IntFunction<String> name) {
    StringBuilder out = new StringBuilder(4096);
    upcalls.join_names(out, 4096, count, name);
    return out.toString();
  }

  @Test
  void aClosedSessionGoesThoughItsThreadAndItsBridgeStay() {
    Garbage.collectUntilGone("the closed session", openAndClose());
  }

  private static WeakReference<Session> openAndClose() {
    try (Session closed = bridge.open()) {
      Upcalls upcalls = upcalls(closed);
      assertThat(upcalls.run(value -> value, 5)).isEqualTo(5);
      assertThat(upcalls.adder(10).applyAsInt(5)).isEqualTo(15);
      closed.callback(IntUnaryOperator.class, value -> value);
      closed.allocate(1000).memory().putInt(0, 1);
      return new WeakReference<>(closed);
    }
  }

  @Test
  void aLaneGoesWithItsThreadWithoutAnyCall() throws InterruptedException {
    assertThat(Leftovers.await(SOON, () -> session.lanes() <= 1)).isNotNull();
    int lanes = session.lanes();
    List<WeakReference<Thread>> gone = callInThreads(TestBed.byWidth(200, 100));
    assertThat(Leftovers.await(SOON, () -> session.lanes() <= lanes))
        .as(() -> session.lanes() + " lanes are left, before there were " + lanes)
        .isNotNull();
    Garbage.collectUntilGone("the thread", gone);
  }

  private List<WeakReference<Thread>> callInThreads(int count) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<WeakReference<Thread>> references = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> upcalls.run(value -> value, 1));
      threads.add(thread);
      references.add(new WeakReference<>(thread));
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return references;
  }

  private void awaitInside(String what, ToIntFunction<Inside> count) {
    int wanted = count.applyAsInt(before);
    Garbage.collectUntil(what, () -> count.applyAsInt(Inside.of(session)) <= wanted);
  }

  private static Upcalls upcalls(Session session) {
    return session.load(TestBed.dll("upcalls").toString(), Upcalls.class);
  }
}
