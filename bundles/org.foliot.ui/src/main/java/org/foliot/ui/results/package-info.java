/** What the latest run of a scenario says, beside the lines of its text that it is about. */
package org.foliot.ui.results;
