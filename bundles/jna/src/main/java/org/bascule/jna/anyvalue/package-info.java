/** Parameters whose values say themselves what they are. */
package org.bascule.jna.anyvalue;
