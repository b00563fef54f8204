/** Plays the timeline of a program: when each event is due, what it does, and why it is refused if it cannot be done. */
package org.foliot.run.timeline;
