/** A bench for schedulers of Linux, and the rules that all of them keep. */
package org.foliot.scheduler.linux.bench;
