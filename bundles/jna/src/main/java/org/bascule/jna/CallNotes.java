package org.bascule.jna;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Which objects of this JVM lie where in the host during one call, so that a pointer that comes
 * back unchanged keeps its object, an object that is passed twice has one address, and circles end.
 * Confined to the call's thread.
 */
public final class CallNotes {
  /** By identity: JNA's own {@code equals} compares addresses of this JVM. */
  private final Map<Object, WindowsMemory> places = new IdentityHashMap<>();

  private final TreeMap<Long, Object> objects = new TreeMap<>(Long::compareUnsigned);
  private final Set<Object> updated = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Object> writtenBack = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The notes of this call. */
  public static CallNotes of(Sections call) {
    return call.notes(CallNotes.class, CallNotes::new);
  }

  /** This object's content is there. */
  public void put(Object object, WindowsMemory place) {
    places.put(object, place);
    objects.put(place.address(), object);
  }

  /** Where this object is; null if it was not written in this call. */
  public WindowsMemory place(Object object) {
    return places.get(object);
  }

  /** The object that begins at this address; null if there is none. */
  public Object at(long address) {
    return objects.get(address);
  }

  /** The object nearest below this address, or at it; null if there is none. */
  public Object below(long address) {
    Map.Entry<Long, Object> entry = objects.floorEntry(address);
    return entry == null ? null : entry.getValue();
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
}
