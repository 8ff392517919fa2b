/**
 * The shared memory of one host: segments at the same address in both processes, and blocks in
 * them.
 */
package org.bascule.transport.arena;
