package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.spi.Home;
import org.bascule.spi.HostMemory;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Arena;
import org.bascule.transport.Block;
import org.bascule.transport.PageArea;

/** All memory of one host: the arena directly, the rest through requests. */
public final class SessionMemory implements HostMemory {
  private final Arena arena;
  private final MemoryRequests requests;
  private final Abi abi;
  private final String name;
  private final Homes homes;

  SessionMemory(
      Arena arena, MemoryRequests requests, Abi abi, String name, Housekeeper housekeeper) {
    this.name = name;
    this.homes = new Homes(this, housekeeper);
    this.arena = arena;
    this.requests = requests;
    this.abi = abi;
  }

  @Override
  public WindowsMemory view(long address, long size) {
    Bounds.check(address, size, 0, size);
    Block block = arena.find(address);
    if (block != null) {
      long start = address - block.address();
      if (size <= block.size() - start) {
        return local(block, (int) start, (int) size);
      }
    }
    if (block == null && size > 0 && arena.covers(address)) {
      throw Faults.closedBlock(address, size);
    }
    return new RemoteMemory(requests, address, size, abi);
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    return requests.readTerminated(address, unit);
  }

  @Override
  public Optional<Home> homeAt(long address) {
    return homes.at(address);
  }

  /** Where objects of this JVM have their memory. */
  Homes homes() {
    return homes;
  }

  @Override
  public String name() {
    return name;
  }

  /** Bytes of a Java buffer as if they were the host's; they have no address there. */
  public WindowsMemory over(ByteBuffer buffer, int size) {
    return local(buffer, 0, 0, size);
  }

  /** A copy of the host's bytes, which says where they lay there. */
  public WindowsMemory over(ByteBuffer copy, long address, int size) {
    return local(copy, 0, address, size);
  }

  /** For marshallers that write outside any call. */
  public Sections withoutSections() {
    return new NoSections(this);
  }

  /** Addresses for memory that comes and goes by pages. */
  PageArea reserve(int size) {
    return arena.reserve(size);
  }

  /** Memory of the arena, which the caller has to retire. */
  public Block allocate(long size, int alignment) {
    return arena.allocate(Math.max(size, 1), alignment);
  }

  /**
   * The same with room before and behind it.
   *
   * @param before bytes, also the alignment
   */
  Block allocateGuarded(long size, int before, int behind) {
    // What is too large by itself is refused as it was asked for.
    boolean fits = size < Integer.MAX_VALUE - before - behind;
    return allocate(fits ? before + size + behind : size, before);
  }

  /** Memory that nobody closes while it is used. */
  LocalMemory local(ByteBuffer buffer, int start, long address, int size) {
    return new LocalMemory(buffer, start, address, size, abi, null, null);
  }

  /** A part of a block; it ends with that. */
  LocalMemory local(Block block, int start, int size) {
    return new LocalMemory(block.memory(), start, block.address() + start, size, abi, block, null);
  }

  /** For a block that is used again and again, and that nobody closes while it is used. */
  Views views(Block block) {
    return new Views(block.memory(), block.address(), abi);
  }
}
