package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.bascule.spi.MarshallerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Class loaders of guests, as those of stopped bundles are: nothing of what stays keeps one,
 * however its classes were met.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GoneLoadersIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String LOADER = "the guest's loader";

  private static OwnBridge bridge;
  private static Session session;

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run(IntUnaryOperator f, int value);

    int call_once_on_thread(IntUnaryOperator f);
  }

  @BeforeAll
  static void open() {
    bridge = new OwnBridge();
    session = bridge.open();
    // Threads of the JDK's and of JNA's keep whoever is on the stack when they are first needed.
    new JnaGuest().accept(session.load("msvcrt", JnaHost.class));
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  /** What a guest's marshaller has served, all of which stays. */
  private record Served(CountUsers open, CountUsers closed, WeakReference<ClassLoader> loader) {}

  @Test
  void aFactorysLoaderGoesWhenItIsRemovedThoughAllThatItServedStays() {
    Served served = serve();
    Garbage.collectUntilGone(LOADER, served.loader());
    served.open().refused(refusal -> refusal.hasMessageStartingWith("BSC-302 "));
    // By whoever looks first: for the type, or for the host.
    served.closed().refused(refusal -> refusal.hasMessageMatching("(?s)BSC-(302|105) .*"));
  }

  private static Served serve() {
    MarshallerFactory guest = GuestLoader.invite(CountGuest.class, MarshallerFactory.class);
    bridge.add(guest);
    CountUsers open = CountUsers.of(session);
    open.call(1);
    CountUsers closed;
    try (Session closing = bridge.open()) {
      closed = CountUsers.of(closing);
      closed.call(1);
    }
    bridge.remove(guest);
    return new Served(open, closed, loaderOf(guest));
  }

  @Test
  void aFactorysLoaderGoesWithTheSessionThoughItIsNotRemovedFirst() {
    WeakReference<ClassLoader> loader = serveOneSession();
    Garbage.collectUntilGone(LOADER, loader);
  }

  private static WeakReference<ClassLoader> serveOneSession() {
    try (OwnBridge own = new OwnBridge();
        Session closing = own.open()) {
      MarshallerFactory guest = GuestLoader.invite(CountGuest.class, MarshallerFactory.class);
      own.add(guest);
      CountUsers.of(closing).call(1);
      return loaderOf(guest);
    }
  }

  @Test
  void anInterfacesLoaderGoesWithAllItsTypesThoughTheSessionStays() {
    Garbage.collectUntilGone(LOADER, loadInterfaces());
    loadInterfaces();
  }

  @SuppressWarnings("unchecked")
  private static WeakReference<ClassLoader> loadInterfaces() {
    Consumer<Session> guest = GuestLoader.invite(InterfaceGuest.class, Consumer.class);
    guest.accept(session);
    return loaderOf(guest);
  }

  @Test
  void theLoaderOfFurtherArgumentsGoesThoughTheFunctionsStay() {
    JnaHost stays = session.load("msvcrt", JnaHost.class);
    FunctionHandle sprintf =
        session.function("msvcrt", "int sprintf(char *buffer, const char *format, ...)");
    Garbage.collectUntilGone(LOADER, print(stays, sprintf));
    print(stays, sprintf);
    Reference.reachabilityFence(stays);
    Reference.reachabilityFence(sprintf);
  }

  @SuppressWarnings("unchecked")
  private static WeakReference<ClassLoader> print(JnaHost stays, FunctionHandle sprintf) {
    BiConsumer<JnaHost, FunctionHandle> guest =
        GuestLoader.invite(PrintGuest.class, BiConsumer.class);
    guest.accept(stays, sprintf);
    return loaderOf(guest);
  }

  @Test
  void whoMakesTheFirstBridgeAndSessionIsNotKept() {
    Done done =
        first(
            own -> {
              OwnBridge opened = new OwnBridge();
              use(opened.open(), own);
              return opened;
            });
    Garbage.collectUntilGone(LOADER, done.loader());
    ((OwnBridge) done.result()).close();
  }

  @Test
  void whoMakesTheFirstCallAndRegistrationIsNotKept() {
    try (OwnBridge own = new OwnBridge();
        Session opened = own.open()) {
      Done done =
          first(
              function -> {
                use(opened, function);
                return null;
              });
      Garbage.collectUntilGone(LOADER, done.loader());
      use(opened, value -> value + 1);
    }
  }

  @Test
  void whoOpensAnApartmentIsNotKept() {
    Done done = first(own -> session.apartment("opened by a guest"));
    Garbage.collectUntilGone(LOADER, done.loader());
    ((Apartment) done.result()).close();
  }

  private static void use(Session session, IntUnaryOperator addingOne) {
    Upcalls upcalls = session.load(TestBed.dll("upcalls").toString(), Upcalls.class);
    assertThat(upcalls.run(addingOne, 4)).isEqualTo(5);
    assertThat(upcalls.call_once_on_thread(addingOne)).isNotZero();
    session.lastError();
  }

  /** What was done first, and who had it done. */
  private record Done(Object result, WeakReference<ClassLoader> loader) {}

  /** Does it on a thread of the guest's, with the guest on the stack. */
  @SuppressWarnings("unchecked")
  private static Done first(Function<IntUnaryOperator, Object> task) {
    Function<Function<IntUnaryOperator, Object>, Object> guest =
        GuestLoader.invite(FirstGuest.class, Function.class);
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(guest.apply(task));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.setContextClassLoader(guest.getClass().getClassLoader());
    thread.start();
    return new Done(result.join(), loaderOf(guest));
  }

  @Test
  void theHousekeepersThreadEndsWithTheLastThatNeedsIt() {
    long before = housekeepers();
    openAndForget();
    Garbage.collectUntil("the housekeeper's thread", () -> housekeepers() <= before);
  }

  private static void openAndForget() {
    Session opened = new OwnBridge().open();
    use(opened, value -> value + 1);
    opened.close();
    assertThat(Leftovers.await(SOON, () -> opened.end().isPresent())).isNotNull();
  }

  private static long housekeepers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("bascule-housekeeper"))
        .count();
  }

  private static WeakReference<ClassLoader> loaderOf(Object guest) {
    return new WeakReference<>(guest.getClass().getClassLoader());
  }
}
