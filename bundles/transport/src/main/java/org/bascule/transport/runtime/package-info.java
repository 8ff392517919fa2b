/** Where files of a host have their names while they are being opened, and who sweeps them. */
package org.bascule.transport.runtime;
