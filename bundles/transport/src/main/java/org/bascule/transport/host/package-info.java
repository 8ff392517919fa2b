/** The life of one host process, from its start to its end. */
package org.bascule.transport.host;
