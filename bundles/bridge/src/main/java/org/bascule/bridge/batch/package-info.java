/** Calls that are recorded, and made together. */
package org.bascule.bridge.batch;
