package org.bascule.marshallers.struct;

import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** A struct in memory, during a call. */
record Image(WindowsMemory memory, Sections sections) {}
