/** Length expressions of directives, evaluated on Windows memory. */
package org.bascule.bridge.length;
