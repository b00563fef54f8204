/** Expressions and conditions of a program, bound to the metrics of one run so that reading them allocates nothing. */
package org.foliot.run.formula;
