/** Where the elements of scenarios are named: to find them, to mark them, to rename them. */
package org.foliot.dsl.ide.references;
