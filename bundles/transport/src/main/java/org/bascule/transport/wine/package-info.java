/** The Wine that is installed, its loaders, and the prefix that hosts run in. */
package org.bascule.transport.wine;
