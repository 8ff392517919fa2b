/** The bridge as a service: what comes, goes and changes while it runs. */
package org.bascule.bridge.osgi;
