/** Windows threads with a message loop, made of calls and callbacks alone. */
package org.bascule.bridge.apartment;
