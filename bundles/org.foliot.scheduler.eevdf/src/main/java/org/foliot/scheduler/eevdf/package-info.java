/** The host scheduler of Linux 6.6 and later. */
package org.foliot.scheduler.eevdf;
