/**
 * The host scheduler of Linux 6.6 and later: earliest eligible virtual deadline first (EEVDF).
 *
 * <p>Every thread is promised a share of its processor in proportion to its weight. {@link
 * org.foliot.scheduler.eevdf.FairQueue} keeps the account: what a thread was promised and did not get is its lag, and only
 * who has no negative lag is eligible. Each thread asks for its time in slices; the virtual time at which a slice would be
 * served at the promised rate is its virtual deadline, and the eligible thread with the earliest one runs. Groups nest: a
 * group is an entity in its parent's queue ({@link org.foliot.scheduler.eevdf.FairClass}) with a share of the group's
 * weight ({@link org.foliot.scheduler.eevdf.TaskGroup}).
 *
 * <p>Above the fair class are the real-time threads ({@link org.foliot.scheduler.eevdf.RealTimeClass}); a reservation keeps
 * them from starving the fair ones ({@link org.foliot.scheduler.eevdf.FairServer}). Slices are not cut by a timer of their
 * own but by the tick, as kernels do without the HRTICK feature. A tick at which nothing can change is not simulated;
 * {@link org.foliot.scheduler.eevdf.FairQueue#charge} makes up for it.
 *
 * <p>Rules name the kernel function and the releases that they were taken from; behaviour that changed between releases is
 * an option ({@link org.foliot.scheduler.eevdf.EevdfOptions}).
 */
package org.foliot.scheduler.eevdf;
