/** One run while it goes on: the loop of instants, what is observed, and what is made of faults. */
package org.foliot.run.session;
