/** The compiler of call plans: which marshaller does what, in which order, at which place. */
package org.bascule.bridge.plan;
