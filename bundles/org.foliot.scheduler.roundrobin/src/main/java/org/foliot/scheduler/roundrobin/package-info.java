/**
 * A host scheduler with one FIFO queue per processor and one time slice for everybody: the yardstick that a real policy
 * is compared with. It knows neither weights nor policies nor groups; {@link
 * org.foliot.scheduler.roundrobin.RoundRobinRunQueues} tells its rules.
 */
package org.foliot.scheduler.roundrobin;
