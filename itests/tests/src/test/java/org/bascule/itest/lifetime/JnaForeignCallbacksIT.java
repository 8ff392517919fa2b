package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.BiConsumer;
import org.bascule.bridge.Session;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes of JNA's callbacks go while the session that has called them stays open. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JnaForeignCallbacksIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static JnaCallbackHost dll;

  @BeforeAll
  static void load() {
    dll = WINE.session().load(TestBed.dll("shapes").toString(), JnaCallbackHost.class);
    // JNA's own thread begins with the first memory, and keeps whoever is on the stack then.
    new JnaCallbackGuest().accept(WINE.session(), dll);
  }

  @Test
  void areCollectedWhenNobodyElseUsesThem() {
    Garbage.collectUntilGone("the first guest's loader", visit());
    Garbage.collectUntilGone("the second guest's loader", visit());
    new JnaCallbackGuest().accept(WINE.session(), dll);
    assertThat(WINE.session().end()).isEmpty();
    Reference.reachabilityFence(dll);
  }

  private static WeakReference<ClassLoader> visit() {
    @SuppressWarnings("unchecked")
    BiConsumer<Session, JnaCallbackHost> guest =
        GuestLoader.invite(JnaCallbackGuest.class, BiConsumer.class);
    guest.accept(WINE.session(), dll);
    return new WeakReference<>(guest.getClass().getClassLoader());
  }
}
