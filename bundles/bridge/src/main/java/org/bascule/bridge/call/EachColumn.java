package org.bascule.bridge.call;

/**
 * How the values of one argument lie that changes from call to call.
 *
 * @param slot the first slot that they go to
 * @param slots how many: 2 for the halves of 8 bytes on x86
 * @param bytes of one value: 1, 2, 4 or 8
 * @param signed whether narrower values are sign-extended to a slot
 */
public record EachColumn(int slot, int slots, int bytes, boolean signed) {}
