package org.bascule.jna;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.bascule.spi.ReusableNotes;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Which objects of this JVM lie where in the host during one call, so that a pointer that comes
 * back unchanged keeps its object, an object that is passed twice has one address, and circles end.
 * Confined to the call's thread.
 */
public final class CallNotes implements ReusableNotes {
  /** What has held more is not kept for later calls. */
  private static final int USUAL = 8;

  /** By identity: JNA's own {@code equals} compares addresses of this JVM. */
  private Map<Object, WindowsMemory> places = new IdentityHashMap<>(USUAL);

  private Set<Object> updated = identities();
  private Set<Object> writtenBack = identities();

  /** By their addresses, unsigned, in order. */
  private long[] addresses = new long[4];

  private Object[] objects = new Object[4];
  private int count;
  private byte[] scratch = {};
  private final IntFunction<byte[]> room = this::scratch;

  /** The notes of this call. */
  public static CallNotes of(Sections call) {
    return call.notes(CallNotes.class, CallNotes::new);
  }

  /** This object's content is there. */
  public void put(Object object, WindowsMemory place) {
    places.put(object, place);
    int at = find(place.address());
    if (at < 0) {
      at = insert(-at - 1, place.address());
    }
    objects[at] = object;
  }

  /** Where this object is; null if it was not written in this call. */
  public WindowsMemory place(Object object) {
    return places.get(object);
  }

  /** The object that begins at this address; null if there is none. */
  public Object at(long address) {
    int at = find(address);
    return at < 0 ? null : objects[at];
  }

  /** The object nearest below this address, or at it; null if there is none. */
  public Object below(long address) {
    int at = find(address);
    int floor = at < 0 ? -at - 2 : at;
    return floor < 0 ? null : objects[floor];
  }

  /** Every object that was written so far. */
  public Set<Object> objects() {
    return places.keySet();
  }

  /** Whether what a callback changed in it is yet to be brought back; true once only. */
  public boolean beginWriteBack(Object object) {
    return writtenBack.add(object);
  }

  /** Whether this object is yet to be brought up to date after the call; true once only. */
  public boolean beginUpdate(Object object) {
    return updated.add(object);
  }

  /** Gives room for so many bytes at least, to who is done with them before he calls anybody. */
  public IntFunction<byte[]> room() {
    return room;
  }

  private byte[] scratch(int bytes) {
    if (scratch.length < bytes) {
      scratch = new byte[bytes];
    }
    return scratch;
  }

  @Override
  public void forget() {
    if (count > USUAL || updated.size() > USUAL || writtenBack.size() > USUAL) {
      places = new IdentityHashMap<>(USUAL);
      updated = identities();
      writtenBack = identities();
      addresses = new long[4];
      objects = new Object[4];
    } else {
      places.clear();
      updated.clear();
      writtenBack.clear();
      Arrays.fill(objects, 0, count, null);
    }
    count = 0;
    if (scratch.length > Character.MAX_VALUE) {
      scratch = new byte[] {};
    }
  }

  /** Where it is, or -1 less than minus where it belongs. */
  private int find(long address) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int order = Long.compareUnsigned(addresses[middle], address);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private int insert(int at, long address) {
    if (count == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * count);
      objects = Arrays.copyOf(objects, 2 * count);
    }
    System.arraycopy(addresses, at, addresses, at + 1, count - at);
    System.arraycopy(objects, at, objects, at + 1, count - at);
    addresses[at] = address;
    count++;
    return at;
  }

  private static Set<Object> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>(USUAL));
  }
}
