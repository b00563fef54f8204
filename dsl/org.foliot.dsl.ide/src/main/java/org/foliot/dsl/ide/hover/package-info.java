/** What an editor tells about the word under the mouse. */
package org.foliot.dsl.ide.hover;
