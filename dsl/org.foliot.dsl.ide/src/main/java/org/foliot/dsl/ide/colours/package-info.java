/** What the words of a file are, for colouring that no list of keywords can do. */
package org.foliot.dsl.ide.colours;
