/** Makes JNA's classes those of the Windows world; runs in the build. */
package org.bascule.jnaclasses;
