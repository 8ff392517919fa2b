package org.bascule.bridge.call;

/**
 * The result of one call that a later one takes.
 *
 * @param from index of the call
 * @param to index of the later one
 * @param slot the first slot of its argument
 * @param slots how many
 * @param bytes of the result
 * @param signed whether it has a sign
 * @param floating whether it is in the floating-point register
 */
public record BatchLink(
    int from, int to, int slot, int slots, int bytes, boolean signed, boolean floating) {}
