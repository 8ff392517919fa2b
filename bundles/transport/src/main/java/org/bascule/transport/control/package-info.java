/** Requests and replies over the streams of the host process. */
package org.bascule.transport.control;
