/** Headers, imports and exports of DLL files. */
package org.bascule.bridge.pe;
