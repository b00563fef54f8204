/** What an editor can do about what is wrong. */
package org.foliot.dsl.ide.fixes;
