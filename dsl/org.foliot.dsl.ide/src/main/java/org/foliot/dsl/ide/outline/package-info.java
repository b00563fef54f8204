/** The structure of a file, for outlines and for jumping to a symbol. */
package org.foliot.dsl.ide.outline;
