/** Sessions from the check of their options to their end, and the DLLs and functions in them. */
package org.bascule.bridge.session;
