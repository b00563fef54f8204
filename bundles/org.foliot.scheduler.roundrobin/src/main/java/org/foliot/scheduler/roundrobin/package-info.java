/** A plain host scheduler with one time slice for everybody. */
package org.foliot.scheduler.roundrobin;
