/** Programs of somebody else's, which tests put into jars and start as they are. */
package org.bascule.itest.windowsjna.vendor;
