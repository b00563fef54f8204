/** What can be done with a line, shown above it. */
package org.foliot.dsl.ide.lenses;
