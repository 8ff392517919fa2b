/** One function called for each element of arrays. */
package org.bascule.bridge.each;
