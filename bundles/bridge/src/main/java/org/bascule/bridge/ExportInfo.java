package org.bascule.bridge;

/**
 * One export of a DLL.
 *
 * @param name empty if it is exported by ordinal only
 * @param ordinal its number
 * @param address in the host; 0 if it is forwarded
 * @param forwarder {@code MODULE.Name} that it stands for; empty if it is no forward
 */
public record ExportInfo(String name, int ordinal, long address, String forwarder) {}
