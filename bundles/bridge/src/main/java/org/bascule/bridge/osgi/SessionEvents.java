package org.bascule.bridge.osgi;

import java.util.Map;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Makes events of what becomes of sessions, where there is an Event Admin. A component of its own,
 * so that its class is not even loaded where there is none.
 */
@Component(service = SessionListener.class)
public final class SessionEvents implements SessionListener {
  /** The host of a session has ended. */
  static final String ENDED = "org/bascule/session/ENDED";

  /** A session has begun anew. */
  static final String RESTARTED = "org/bascule/session/RESTARTED";

  private final EventAdmin events;

  /** Activated by Declarative Services. */
  @Activate
  public SessionEvents(@Reference EventAdmin events) {
    this.events = events;
  }

  @Override
  public void ended(Session session, HostEnd end) {
    post(ENDED, session, end);
  }

  @Override
  public void restarted(Session session, HostEnd before) {
    post(RESTARTED, session, before);
  }

  private void post(String topic, Session session, HostEnd end) {
    Map<String, Object> properties =
        Map.of(
            "session", session.name(),
            "reason", end.reason(),
            "host", session.host().processId());
    events.postEvent(new Event(topic, properties));
  }
}
