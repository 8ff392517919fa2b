/** Function sites, and the hidden classes that stand for interfaces and callbacks. */
package org.bascule.bridge.invoke;
