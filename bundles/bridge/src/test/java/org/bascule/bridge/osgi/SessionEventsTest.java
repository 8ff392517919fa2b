package org.bascule.bridge.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.HostIdentity;
import org.bascule.bridge.Session;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

class SessionEventsTest {
  private final List<Event> posted = new ArrayList<>();

  private final SessionEvents events =
      new SessionEvents(
          new EventAdmin() {
            @Override
            public void postEvent(Event event) {
              posted.add(event);
            }

            @Override
            public void sendEvent(Event event) {
              throw new AssertionError("nobody waits for those who listen");
            }
          });

  private final Session session =
      (Session)
          Proxy.newProxyInstance(
              Session.class.getClassLoader(),
              new Class<?>[] {Session.class},
              (proxy, method, arguments) ->
                  method.getName().equals("name")
                      ? "session-1"
                      : new HostIdentity(
                          Abi.X64, 4711, 32, Path.of("wine64"), "8.0", Path.of("prefix"), "1"));

  @Test
  void postsWhatBecomesOfSessions() {
    events.ended(session, new HostEnd(false, 5, "exited with status 5"));
    events.restarted(session, new HostEnd(false, 5, "exited with status 5"));

    assertThat(posted)
        .extracting(Event::getTopic)
        .containsExactly("org/bascule/session/ENDED", "org/bascule/session/RESTARTED");
    assertThat(posted)
        .allSatisfy(
            event -> {
              assertThat(event.getProperty("session")).isEqualTo("session-1");
              assertThat(event.getProperty("reason")).isEqualTo("exited with status 5");
              assertThat(event.getProperty("host")).isEqualTo(4711L);
            });
  }
}
