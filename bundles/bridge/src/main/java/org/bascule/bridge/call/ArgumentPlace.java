package org.bascule.bridge.call;

/**
 * Where an argument's value lies during a call.
 *
 * @param slot the first slot
 * @param slots how many
 * @param copySize bytes of the copy that the slot points to; 0 if the value lies in the slots
 */
public record ArgumentPlace(int slot, int slots, long copySize) {}
