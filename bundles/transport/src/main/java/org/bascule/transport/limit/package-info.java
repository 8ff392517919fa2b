/** What a host may use of the machine, and who sees to it. */
package org.bascule.transport.limit;
