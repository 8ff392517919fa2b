package org.bascule.bridge.osgi;

import java.util.concurrent.atomic.AtomicReference;
import org.bascule.bridge.Progress;

/**
 * Tells whoever shows progress at the moment. Sessions keep this and not the service, so that they
 * keep nothing of a bundle that comes and goes.
 */
final class CurrentProgress implements Progress {
  private final AtomicReference<Progress> shown = new AtomicReference<>(Progress.SILENT);

  void set(Progress service) {
    shown.set(service);
  }

  /** Unless another one has taken its place already. */
  void unset(Progress service) {
    shown.compareAndSet(service, Progress.SILENT);
  }

  @Override
  public void update(String step, double fraction) {
    shown.get().update(step, fraction);
  }
}
