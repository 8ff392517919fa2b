package org.bascule.transport.host;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.bascule.protocol.ArenaLayout;
import org.bascule.protocol.FailureCode;
import org.bascule.protocol.ProtocolVersion;
import org.bascule.protocol.Welcome;
import org.bascule.transport.HostSettings;
import org.bascule.transport.arena.HostMapping;
import org.bascule.transport.arena.Segment;
import org.bascule.transport.control.HostClient;
import org.bascule.transport.control.RefusedException;
import org.bascule.transport.lane.HostLife;

/** The exchange of hellos, which maps the first segment of the arena. */
final class Greeting implements HostMapping {
  private static final String GREET = "greet the Wine host";

  private final HostClient client;
  private final HostLife life;
  private final HostSettings settings;
  private final long deadline;
  private final byte[] token = new byte[ArenaLayout.TokenSize];
  private Welcome welcome;

  Greeting(HostClient client, HostLife life, HostSettings settings) {
    this.client = client;
    this.life = life;
    this.settings = settings;
    this.deadline = System.nanoTime() + settings.startTimeout().toNanos();
    new SecureRandom().nextBytes(token);
  }

  @Override
  public boolean map(Segment segment, Path file) {
    segment.view(ArenaLayout.Token, ArenaLayout.TokenSize).put(token);
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    try {
      welcome = client.hello(settings, token, segment, file, left);
    } catch (RefusedException e) {
      if (e.code() == FailureCode.AddressTaken) {
        return false;
      }
      throw e;
    }
    check();
    return true;
  }

  @Override
  public void unmap(Segment segment) {
    throw new UnsupportedOperationException("the first segment stays as long as the host");
  }

  /** What the host has answered. */
  Welcome welcome() {
    return welcome;
  }

  private void check() {
    byte abi = settings.abi();
    if (welcome.protocol() != ProtocolVersion.Current || welcome.abi() != abi) {
      throw life.broken(
          GREET,
          "protocol %d and ABI %d".formatted(ProtocolVersion.Current, abi),
          "protocol %d and ABI %d".formatted(welcome.protocol(), welcome.abi()));
    }
    ByteBuffer echo = welcome.tokenAsByteBuffer();
    byte[] bytes = new byte[echo.remaining()];
    echo.get(bytes);
    if (!Arrays.equals(bytes, token)) {
      throw life.broken(GREET, "the token that it was sent", "another one");
    }
  }
}
