/** Work that one thread has another one do, and waits for. Knows nothing of hosts and lanes. */
package org.bascule.bridge.errand;
