/** What directives and C types say of memory behind pointers, for all marshallers here. */
package org.bascule.marshallers.memory;
