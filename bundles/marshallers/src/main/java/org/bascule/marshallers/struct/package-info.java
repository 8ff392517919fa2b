/** C structs and unions as Maps and as records, text that lies in them, and enums. */
package org.bascule.marshallers.struct;
