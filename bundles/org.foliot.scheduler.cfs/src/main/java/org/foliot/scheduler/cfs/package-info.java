/**
 * The host scheduler of Linux before 6.6: completely fair scheduling (CFS).
 *
 * <p>Every entity has a virtual run time that advances at the inverse of its weight, and the one that has got least runs: the
 * leftmost of a tree ({@link org.foliot.scheduler.cfs.CfsQueue}). What keeps this from switching all the time is a target
 * latency, in which each thread is to run once: its part of it is the slice after which a tick lets others have a go. A
 * thread that slept comes back at most half a latency behind, so that it runs soon but cannot hoard; a new one starts a slice
 * ahead. A woken thread preempts if it is behind by more than a granularity.
 *
 * <p>Rules name the kernel function and were taken from 6.1 unless they say otherwise; behaviour that changed between
 * releases is an option ({@link org.foliot.scheduler.cfs.CfsOptions}).
 */
package org.foliot.scheduler.cfs;
