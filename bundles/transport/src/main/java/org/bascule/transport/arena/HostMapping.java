package org.bascule.transport.arena;

import java.nio.file.Path;

/** The host's side of the arena: what lies where in its address space. */
public interface HostMapping {
  /**
   * Maps the file at the segment's address in the host.
   *
   * @return whether it could be done; false if something else lies there
   * @throws org.bascule.error.BasculeException if the host refuses for another reason, or has ended
   */
  boolean map(Segment segment, Path file);

  /**
   * Takes a segment out of the host's address space, if the host still runs.
   *
   * @throws org.bascule.error.BasculeException if the host refuses
   */
  void unmap(Segment segment);
}
