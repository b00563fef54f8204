/** Host schedulers that each break one rule, and a sound one that they stand in front of. */
package org.foliot.broken.scheduler;
