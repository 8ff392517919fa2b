/** Headers and imports of DLL files. */
package org.bascule.bridge.pe;
