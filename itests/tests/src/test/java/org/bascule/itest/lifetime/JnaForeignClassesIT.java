package org.bascule.itest.lifetime;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.bascule.itest.OpenSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes of loaders that go are used in calls of an interface that stays. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JnaForeignClassesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static JnaHost dll;

  @BeforeAll
  static void load() {
    dll = WINE.session().load("msvcrt", JnaHost.class);
    // JNA's own thread begins with the first memory, and keeps whoever is on the stack then.
    new JnaGuest().accept(dll);
  }

  @Test
  void areCollectedWhenNobodyElseUsesThem() {
    Garbage.collectUntilGone("the guest's loader", visit());
    visit();
    Reference.reachabilityFence(dll);
  }

  private static WeakReference<ClassLoader> visit() {
    @SuppressWarnings("unchecked")
    Consumer<JnaHost> guest = GuestLoader.invite(JnaGuest.class, Consumer.class);
    guest.accept(dll);
    return new WeakReference<>(guest.getClass().getClassLoader());
  }
}
