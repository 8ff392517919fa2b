/**
 * Java functions with an address that the DLL can call, and addresses of the DLL that Java can
 * call.
 */
package org.bascule.bridge.upcall;
