/** What is loaded twice: beside plain JNA, and in its Windows world. */
package org.bascule.bench.world;
