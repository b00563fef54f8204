/** What can be written at a place: words of the catalogues, names, units, numbers and whole statements. */
package org.foliot.dsl.ide.proposals;
