/** Launches of scenarios: what is kept of them, how they are edited, started, watched and stopped. */
package org.foliot.ui.launch;
